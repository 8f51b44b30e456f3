//! The second half of building an archive: replies find what they answer.

use std::collections::{HashMap, HashSet};

use super::build::{At, Builder, Candidate};
use super::draft::FileDraft;
use super::{Event, EventId, Kind, LeaderId, Needle, Report, Severity};
use crate::dates::{Before, Clocks};

impl Builder {
    /// Rejects replies to nothing, to themselves and in circles; then links the rest.
    pub(super) fn link_events(&mut self, files: &[FileDraft], candidates: Vec<Candidate>) -> Vec<Candidate> {
        let in_circle = keys_in_circles(&candidates);
        let check = |mut candidate: Candidate| {
            let file = files.get(candidate.file)?;
            let (key, span) = (candidate.event.id.clone(), candidate.span.clone());
            let at = At {
                file,
                span: &span,
                event: Some(&key),
            };
            if file.is_foreign {
                self.forget_unknown(&mut candidate, &at);
            }
            let unknown = candidate.answers.iter().find(|answered| !self.known_keys.contains_key(*answered));
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
            if let Some(report) = report {
                self.reject(candidate.file, report);
                return None;
            }
            Some(candidate)
        };
        let mut kept: Vec<Candidate> = candidates.into_iter().filter_map(check).collect();
        let placed_by = || kept.iter().flat_map(|candidate| candidate.after.iter().chain(&candidate.before));
        let placed_by: HashSet<String> = placed_by().filter(|key| self.known_keys.contains_key(*key)).cloned().collect();
        self.known_keys = HashMap::new();
        let ids: HashMap<String, EventId> = (0..)
            .map(EventId)
            .zip(&kept)
            .map(|(id, candidate)| (candidate.event.id.clone(), id))
            .collect();
        self.suggest_replies(files, &mut kept, &ids);
        self.place_by_order(files, &mut kept, &ids, &placed_by);
        for candidate in &mut kept {
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
        }
        self.tell_impossible(files, &kept);
        self.count(&kept);
        kept
    }

    /// Remarks an answer that was over before its message came. It is drawn as it is dated all the same.
    fn tell_impossible(&mut self, files: &[FileDraft], kept: &[Candidate]) {
        for candidate in kept {
            let Some(file) = files.get(candidate.file) else { continue };
            let event = &candidate.event;
            let Some(sent) = event.date() else { continue };
            let said = event.in_reply_to.iter().filter(|_| !event.is_suggested);
            for message in said.filter_map(|id| kept.get(id.0 as usize)) {
                let received = message.event.received.as_ref().filter(|date| !date.is_unknown());
                // Whoever receives and answers has one clock for both.
                let clocks = if received.is_some() {
                    Clocks::OfOnePlace
                } else {
                    Clocks::OfAnyPlaces
                };
                let Some(asked) = received
                    .or_else(|| message.event.date())
                    .filter(|asked| sent.before(asked, clocks) == Before::Certainly)
                else {
                    continue;
                };
                let at = At {
                    file,
                    span: &candidate.span,
                    event: Some(&event.id),
                };
                self.report.reports.push(at.warning(
                    "answer-before-message",
                    Needle::of(&["sent", "date", "start"], sent.as_written()),
                    format!("it answers {:?}, which came ({asked}) after it was sent ({sent})", message.event.id),
                    "both dates are kept as they are; correct one if it is a slip",
                ));
            }
        }
    }

    /// Counts what is placed and what is undated.
    fn count(&mut self, kept: &[Candidate]) {
        for candidate in kept {
            if let Some(file) = self.report.files.get_mut(candidate.file) {
                if candidate.event.date().is_some() {
                    file.placed += 1;
                } else {
                    file.undated += 1;
                }
            }
        }
    }

    /// In a file that was not written for us, a message stays without what it answers where that is not there.
    fn forget_unknown(&mut self, candidate: &mut Candidate, at: &At<'_>) {
        let (known, unknown): (Vec<String>, Vec<String>) = candidate
            .answers
            .drain(..)
            .partition(|answered| self.known_keys.contains_key(answered));
        candidate.answers = known;
        for answered in unknown {
            self.report.reports.push(at.warning(
                "reply-to-unknown",
                Needle::of(&["in_reply_to"], &answered),
                format!("it answers {answered:?}, which there is not"),
                "it is kept as a message; open the file that holds the other one beside it",
            ));
        }
        if candidate.answers.is_empty() && candidate.event.kind == Kind::Reply {
            candidate.event.kind = Kind::Message;
            candidate.event.is_suggested = false;
        }
    }

    /// A letter that follows on one of the opposite direction in their correspondence may answer it.
    fn suggest_replies(&mut self, files: &[FileDraft], kept: &mut [Candidate], ids: &HashMap<String, EventId>) {
        let mut missing = vec![0_usize; files.len()];
        let mut pairs: Vec<(usize, usize)> = Vec::new();
        for (at, candidate) in kept.iter().enumerate() {
            let mut find = |key: &String| {
                let found = ids.get(key).map(|id| id.0 as usize);
                if let (None, Some(count)) = (found, missing.get_mut(candidate.file)) {
                    *count += 1;
                }
                found
            };
            pairs.extend(candidate.follows.iter().filter_map(|key| Some((find(key)?, at))));
            pairs.extend(candidate.precedes.iter().filter_map(|key| Some((at, find(key)?))));
        }
        pairs.sort_unstable();
        pairs.dedup();
        for (message, reply) in pairs {
            let (Some(earlier), Some(later)) = (kept.get(message), kept.get(reply)) else {
                continue;
            };
            let is_free = later.event.kind == Kind::Message && later.answers.is_empty();
            if is_free && is_answer_to(&later.event, &earlier.event) {
                let key = earlier.event.id.clone();
                if let Some(later) = kept.get_mut(reply) {
                    later.answers.push(key);
                    later.event.kind = Kind::Reply;
                    later.event.is_suggested = true;
                }
            }
        }
        for (file, missing) in files.iter().zip(missing).filter(|(_, missing)| *missing > 0) {
            self.report.reports.push(Report {
                severity: Severity::Warning,
                code: "neighbor-missing",
                path: file.path.clone(),
                place: None,
                event: None,
                message: format!("{missing} neighbors in the correspondence are named that are not among the opened files"),
                help: "open them too, and letters that may answer each other are linked".to_owned(),
                excerpt: None,
            });
        }
    }
}

/// Whether one message goes back to whom the other came from, and is dated later. Nothing is concluded without dates.
fn is_answer_to(later: &Event, earlier: &Event) -> bool {
    let meet = |a: &[LeaderId], b: &[LeaderId]| a.iter().any(|leader| b.contains(leader));
    let start = |event: &Event| event.date().and_then(|date| date.extent().known());
    let is_later = match (start(earlier), start(later)) {
        (Some(earlier), Some(later)) => (earlier.start, earlier.end) < (later.start, later.end),
        _ => false,
    };
    is_later && meet(&earlier.from, &later.to) && meet(&earlier.to, &later.from)
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
