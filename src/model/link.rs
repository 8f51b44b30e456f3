//! The second half of building an archive: replies find what they answer.

use std::collections::{HashMap, HashSet};

use super::EventId;
use super::build::{At, Builder, Candidate};
use super::draft::FileDraft;

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
                    &key,
                    "it answers itself".to_owned(),
                    "name another event in in_reply_to",
                ))
            } else if let Some(unknown) = unknown {
                Some(at.error(
                    "reply-to-unknown",
                    unknown,
                    format!("it answers {unknown:?}, which there is not"),
                    "correct the id, or add the event it answers",
                ))
            } else if in_circle.contains(&key) {
                let answered = candidate.answers.first().map_or("", String::as_str);
                Some(at.error(
                    "reply-in-a-circle",
                    answered,
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
                    answered,
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

/// The ids of all events that answer each other in a circle.
fn keys_in_circles(candidates: &[Candidate]) -> HashSet<String> {
    let mut left: HashMap<&str, &[String]> = candidates
        .iter()
        .filter(|candidate| !candidate.answers.is_empty())
        .map(|candidate| (candidate.event.id.as_str(), candidate.answers.as_slice()))
        .collect();
    // What answers nothing that is left, or is answered by nothing that is left, is in no circle.
    loop {
        let answered: HashSet<&str> = left.values().flat_map(|answers| answers.iter().map(String::as_str)).collect();
        let before = left.len();
        let keys: HashSet<&str> = left.keys().copied().collect();
        left.retain(|key, answers| answered.contains(key) && answers.iter().any(|answer| keys.contains(answer.as_str())));
        if left.len() == before {
            return left.into_keys().map(str::to_owned).collect();
        }
    }
}
