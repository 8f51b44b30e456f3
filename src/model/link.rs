//! The second half of building an archive: replies find what they answer.

use std::collections::{HashMap, HashSet};

use super::build::{At, Builder, Candidate};
use super::draft::FileDraft;
use super::{EventId, Needle};

impl Builder {
    /// Rejects replies to nothing, to themselves and in circles; then links the rest.
    pub(super) fn link_events(&mut self, files: &[FileDraft], candidates: Vec<Candidate>) {
        let in_circle = keys_in_circles(&candidates);
        let mut kept: Vec<Candidate> = Vec::with_capacity(candidates.len());
        for candidate in candidates {
            let Some(file) = files.get(candidate.file) else { continue };
            let key = candidate.event.id.clone();
            let at = At {
                file,
                span: &candidate.span,
                event: Some(&key),
            };
            let unknown = candidate.answers.iter().find(|answered| !self.known_keys.contains(*answered));
            let report = if candidate.answers.contains(&key) {
                Some(at.error(
                    "reply-to-itself",
                    Needle::of(&["in_reply_to"], &key),
                    "it answers itself".to_owned(),
                    "name another event in in_reply_to",
                ))
            } else if let Some(unknown) = unknown {
                Some(at.error(
                    "reply-to-unknown",
                    Needle::of(&["in_reply_to"], unknown),
                    format!("it answers {unknown:?}, which there is not"),
                    "correct the id, or add the event it answers",
                ))
            } else if in_circle.contains(&key) {
                let answered = candidate.answers.first().map_or("", String::as_str);
                Some(at.error(
                    "reply-in-a-circle",
                    Needle::of(&["in_reply_to"], answered),
                    "it answers an event that, in the end, answers it".to_owned(),
                    "a reply comes after what it answers; correct in_reply_to",
                ))
            } else {
                None
            };
            match report {
                Some(report) => self.reject(candidate.file, report),
                None => kept.push(candidate),
            }
        }
        let ids: HashMap<String, EventId> = (0..)
            .map(EventId)
            .zip(&kept)
            .map(|(id, candidate)| (candidate.event.id.clone(), id))
            .collect();
        for mut candidate in kept {
            let Some(file) = files.get(candidate.file) else { continue };
            for answered in &candidate.answers {
                if let Some(id) = ids.get(answered) {
                    candidate.event.in_reply_to.push(*id);
                    continue;
                }
                let at = At {
                    file,
                    span: &candidate.span,
                    event: Some(&candidate.event.id),
                };
                self.report.reports.push(at.warning(
                    "reply-to-rejected",
                    Needle::of(&["in_reply_to"], answered),
                    format!("it answers {answered:?}, which was left out"),
                    "mend that event; until then the link is missing",
                ));
            }
            if let Some(file) = self.report.files.get_mut(candidate.file) {
                if candidate.event.date().is_some() {
                    file.placed += 1;
                } else {
                    file.undated += 1;
                }
            }
            self.archive.events.push(candidate.event);
        }
    }
}

/// The ids of all events that answer each other in a circle: whoever answers nothing that is left, or is answered by
/// nothing that is left, is taken away until only circles, and what lies between two of them, remain.
fn keys_in_circles(candidates: &[Candidate]) -> HashSet<String> {
    let positions: HashMap<&str, usize> = candidates
        .iter()
        .enumerate()
        .map(|(at, candidate)| (candidate.event.id.as_str(), at))
        .collect();
    let answers: Vec<Vec<usize>> = candidates
        .iter()
        .map(|candidate| {
            candidate
                .answers
                .iter()
                .filter_map(|key| positions.get(key.as_str()).copied())
                .collect()
        })
        .collect();
    let mut answered_by = vec![Vec::new(); candidates.len()];
    for (at, answered) in answers.iter().enumerate() {
        for to in answered {
            answered_by[*to].push(at);
        }
    }
    let mut is_left = vec![true; candidates.len()];
    for (forward, backward) in [(&answers, &answered_by), (&answered_by, &answers)] {
        peel(forward, backward, &mut is_left);
    }
    let left = candidates.iter().zip(is_left).filter(|(_, is_left)| *is_left);
    left.map(|(candidate, _)| candidate.event.id.clone()).collect()
}

/// Takes away, again and again, whatever leads to nothing that is left.
fn peel(forward: &[Vec<usize>], backward: &[Vec<usize>], is_left: &mut [bool]) {
    let mut open: Vec<usize> = forward
        .iter()
        .map(|targets| targets.iter().filter(|target| is_left[**target]).count())
        .collect();
    let mut waiting: Vec<usize> = (0..open.len()).filter(|at| is_left[*at] && open[*at] == 0).collect();
    while let Some(at) = waiting.pop() {
        is_left[at] = false;
        for from in &backward[at] {
            open[*from] -= 1;
            if open[*from] == 0 && is_left[*from] {
                waiting.push(*from);
            }
        }
    }
}
