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

/// The ids of all events that, in the end, answer themselves. Whoever only lies between two circles is in none.
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
    let mut answered_by = vec![Vec::new(); answers.len()];
    for (at, answered) in answers.iter().enumerate() {
        for to in answered {
            answered_by[*to].push(at);
        }
    }
    let mut keys = HashSet::new();
    // Kosaraju: in the order in which a first walk is done with them, reversed, a walk the other way stays in one component.
    let mut seen = vec![false; answers.len()];
    let mut done = Vec::with_capacity(answers.len());
    for start in 0..answers.len() {
        walk(start, &answers, &mut seen, &mut done);
    }
    let mut seen = vec![false; answers.len()];
    for start in done.into_iter().rev() {
        let mut component = Vec::new();
        walk(start, &answered_by, &mut seen, &mut component);
        if component.len() > 1 {
            keys.extend(component.into_iter().filter_map(|at| Some(candidates.get(at)?.event.id.clone())));
        }
    }
    keys
}

/// Walks from a place wherever it leads, and notes each place when all it leads to is done. Without recursion, because
/// chains are long.
fn walk(start: usize, leads_to: &[Vec<usize>], seen: &mut [bool], done: &mut Vec<usize>) {
    if std::mem::replace(&mut seen[start], true) {
        return;
    }
    let mut path = vec![(start, 0)];
    while let Some((at, next)) = path.last_mut() {
        let Some(to) = leads_to[*at].get(*next) else {
            done.push(*at);
            path.pop();
            continue;
        };
        *next += 1;
        if !std::mem::replace(&mut seen[*to], true) {
            path.push((*to, 0));
        }
    }
}
