//! The second half of building an archive: replies find what they answer.

use super::Code;
use std::collections::HashSet;
use std::ops::Deref;

use rayon::prelude::*;

use super::build::{At, Builder, count};
use super::draft::FileDraft;
use super::merge::Kept;
use super::read::Origin;
use super::{Event, EventId, Few, Kind, LeaderId, Needle, Report, Severity, Text};
use crate::dates::{Before, Clocks, Date};

impl Builder {
    /// Rejects replies to nothing, to themselves and in circles; then links the rest.
    pub(super) fn link_events(&mut self, files: &[FileDraft], kept: &mut Kept) {
        self.sift(files, kept);
        self.suggest_replies(files, kept);
        self.place_by_order(files, kept);
        let ids = &self.ids;
        let link = |(event, origin): &mut (&mut Event, &Origin)| {
            let found = origin.answers.iter().filter_map(|key| ids.event(key)).map(EventId);
            event.in_reply_to = found.collect();
            event.in_reply_to.len() < origin.answers.len()
        };
        let all = kept.events.par_iter_mut().zip(&kept.origins);
        let replies = all.filter(|(_, origin)| !origin.answers.is_empty());
        let left_out: Vec<(&mut Event, &Origin)> = replies.filter_map(|mut one| link(&mut one).then_some(one)).collect();
        for (event, origin) in left_out {
            self.remark_left_out(files, event, origin);
        }
        self.tell_impossible(files, kept);
        self.count(kept);
    }

    /// Keeps those whose replies lead somewhere.
    fn sift(&mut self, files: &[FileDraft], kept: &mut Kept) {
        let ids = &self.ids;
        let find = |origin: &Origin| origin.answers.iter().filter_map(|key| ids.event(key)).collect();
        let answers: Vec<Few<u32>> = kept.origins.par_iter().map(find).collect();
        let in_circle = in_circles(&answers);
        let mut places: Vec<Option<u32>> = Vec::with_capacity(kept.events.len());
        let mut next = 0;
        for (at, (event, origin)) in kept.events.iter_mut().zip(&mut kept.origins).enumerate() {
            // Mostly all that is answered is there.
            let is_sound = answers[at].len() == origin.answers.len() && (event.kind != Kind::Reply || !origin.answers.is_empty());
            let is_kept = (is_sound && !in_circle.contains(&at) && !answers[at].contains(&count(at)))
                || self.leads_somewhere(files, event, origin, in_circle.contains(&at).then_some(&in_circle));
            places.push(is_kept.then_some(next));
            next += u32::from(is_kept);
        }
        if next as usize == places.len() {
            return;
        }
        let is_kept = |at: &mut usize| {
            let place = places.get(*at).copied().flatten();
            *at += 1;
            place.is_some()
        };
        let (mut event_at, mut origin_at) = (0, 0);
        kept.events.retain(|_| is_kept(&mut event_at));
        kept.origins.retain(|_| is_kept(&mut origin_at));
        self.ids.remap(&places);
    }

    /// Whether what an event answers is there; else it is rejected, or in a file not written for us kept without it. `circle`
    /// has the events in circles, where this is one of them.
    fn leads_somewhere(&mut self, files: &[FileDraft], event: &mut Event, origin: &mut Origin, circle: Option<&HashSet<usize>>) -> bool {
        let Some(file) = files.get(origin.file as usize) else {
            return false;
        };
        if file.is_foreign {
            self.forget_impossible(file, event, origin, circle);
            return true;
        }
        let at = At {
            file,
            span: &origin.span,
            event: Some(&event.id),
        };
        let unknown = origin.answers.iter().find(|answered| self.ids.fate(answered).is_none());
        let report = if origin.answers.contains(&event.id) {
            at.error(
                Code::ReplyToItself,
                Needle::of(&["in_reply_to"], &event.id),
                "it answers itself".to_owned(),
                "name another event in in_reply_to",
            )
        } else if let Some(unknown) = unknown {
            at.error(
                Code::ReplyToUnknown,
                Needle::of(&["in_reply_to"], unknown),
                format!("it answers {unknown:?}, which is not in the archive"),
                "correct the id, or add the event it answers",
            )
        } else if circle.is_some() {
            let answered = origin.answers.first().map_or("", Text::as_str);
            at.error(
                Code::ReplyInACircle,
                Needle::of(&["in_reply_to"], answered),
                "it answers an event that, in the end, answers it".to_owned(),
                "a reply comes after what it answers; correct in_reply_to",
            )
        } else {
            return true;
        };
        self.report.reject(origin.file as usize, report);
        false
    }

    /// Remarks that what an event answers was left out.
    fn remark_left_out(&mut self, files: &[FileDraft], event: &Event, origin: &Origin) {
        let Some(file) = files.get(origin.file as usize) else { return };
        for answered in origin.answers.iter().filter(|key| self.ids.event(key).is_none()) {
            let at = At {
                file,
                span: &origin.span,
                event: Some(&event.id),
            };
            self.report.reports.push(at.warning(
                Code::ReplyToRejected,
                Needle::of(&["in_reply_to"], answered),
                format!("it answers {answered:?}, which was left out"),
                "mend that event; until then the link is missing",
            ));
        }
    }

    /// Remarks an answer that was over before its message came. It is drawn as it is dated all the same.
    fn tell_impossible(&mut self, files: &[FileDraft], kept: &Kept) {
        fn messages<'a>(kept: &'a Kept, event: &'a Event) -> impl Iterator<Item = &'a Event> {
            event.in_reply_to.iter().filter_map(|id| kept.events.get(id.0 as usize))
        }
        let is_impossible = |event: &Event| messages(kept, event).any(|message| came_after(message, event).is_some());
        let stated = kept.events.par_iter().zip(&kept.origins).filter(|(event, _)| !event.is_suggested);
        let impossible: Vec<(&Event, &Origin)> = stated.filter(|(event, _)| is_impossible(event)).collect();
        for (event, origin) in impossible {
            let Some(file) = files.get(origin.file as usize) else { continue };
            for message in messages(kept, event) {
                let Some((asked, sent)) = came_after(message, event) else {
                    continue;
                };
                let at = At {
                    file,
                    span: &origin.span,
                    event: Some(&event.id),
                };
                self.report.reports.push(at.warning(
                    Code::AnswerBeforeMessage,
                    Needle::of(&["sent", "date", "start"], sent.as_written()),
                    format!("it answers {:?}, which came ({asked}) after it was sent ({sent})", message.id),
                    "both dates are kept as they are; correct one if it is a slip",
                ));
            }
        }
    }

    /// Counts what is placed and what is undated.
    fn count(&mut self, kept: &Kept) {
        for (event, origin) in kept.events.iter().zip(&kept.origins) {
            if let Some(file) = self.report.files.get_mut(origin.file as usize) {
                if event.date().is_some() {
                    file.placed += 1;
                } else {
                    file.undated += 1;
                }
            }
        }
    }

    /// In a file that was not written for us, a message stays without the links that lead nowhere, to itself, or in a circle.
    fn forget_impossible(&mut self, file: &FileDraft, event: &mut Event, origin: &mut Origin, circle: Option<&HashSet<usize>>) {
        let at = At {
            file,
            span: &origin.span,
            event: Some(&event.id),
        };
        let ids = &self.ids;
        let is_in_circle = |key: &Text| {
            circle
                .zip(ids.event(key))
                .is_some_and(|(circle, at)| circle.contains(&(at as usize)))
        };
        let is_letter = matches!(event.kind, Kind::Reply | Kind::Message);
        let mut remarks = Vec::new();
        origin.answers.retain(|answered| {
            let (code, message, help) = if ids.fate(answered).is_none() {
                (
                    Code::ReplyToUnknown,
                    format!("it answers {answered:?}, which is not in the archive"),
                    if is_letter {
                        "it is kept as a message; open the file that holds the other one beside it"
                    } else {
                        "it is kept without that link; open the file that holds the other one beside it"
                    },
                )
            } else if *answered == event.id {
                (
                    Code::ReplyToItself,
                    "it answers itself".to_owned(),
                    if is_letter {
                        "it is kept as a message; name another event"
                    } else {
                        "it is kept without that link; name another event"
                    },
                )
            } else if is_in_circle(answered) {
                (
                    Code::ReplyInACircle,
                    format!("it answers {answered:?}, which, in the end, answers it"),
                    "it is kept without that link; a reply comes after what it answers",
                )
            } else {
                return true;
            };
            remarks.push(at.warning(code, Needle::of(&["in_reply_to"], answered), message, help));
            false
        });
        self.report.reports.extend(remarks);
        if origin.answers.is_empty() && event.kind == Kind::Reply {
            event.kind = Kind::Message;
            event.is_suggested = false;
            self.retitle(event);
        }
    }

    /// A title that is made says of which kind an event is.
    fn retitle(&self, event: &mut Event) {
        if !event.has_own_title {
            event.title = self.known.archive.made_title(event).into();
        }
    }

    /// A letter that follows on one of the opposite direction in their correspondence may answer it.
    fn suggest_replies(&mut self, files: &[FileDraft], kept: &mut Kept) {
        let mut missing = vec![0_usize; files.len()];
        let mut pairs: Vec<(usize, usize)> = Vec::new();
        for (at, origin) in kept.origins.iter().enumerate() {
            let Some(neighbors) = &origin.more else { continue };
            let mut find = |key: &Text| {
                let found = self.ids.event(key).map(|at| at as usize);
                if let (None, Some(count)) = (found, missing.get_mut(origin.file as usize)) {
                    *count += 1;
                }
                found
            };
            pairs.extend(neighbors.follows.iter().filter_map(|key| Some((find(key)?, at))));
            pairs.extend(neighbors.precedes.iter().filter_map(|key| Some((at, find(key)?))));
        }
        pairs.sort_unstable();
        pairs.dedup();
        for (message, reply) in pairs {
            let (Some(earlier), Some(later)) = (kept.events.get(message), kept.events.get(reply)) else {
                continue;
            };
            let is_free = later.kind == Kind::Message && kept.origins.get(reply).is_some_and(|origin| origin.answers.is_empty());
            if is_free && is_answer_to(later, earlier) {
                let key = earlier.id.clone();
                if let (Some(later), Some(origin)) = (kept.events.get_mut(reply), kept.origins.get_mut(reply)) {
                    origin.answers.push(key);
                    later.kind = Kind::Reply;
                    later.is_suggested = true;
                    self.retitle(later);
                }
            }
        }
        for (file, missing) in files.iter().zip(missing).filter(|(_, missing)| *missing > 0) {
            self.report.reports.push(Report {
                severity: Severity::Warning,
                code: Code::NeighborMissing,
                path: file.path.clone(),
                place: None,
                event: None,
                message: match missing {
                    1 => "one neighbor in the correspondence is named that is not among the opened files".to_owned(),
                    _ => format!("{missing} neighbors in the correspondence are named that are not among the opened files"),
                },
                help: "letters that may answer each other are linked where both are open".to_owned(),
                excerpt: None,
            });
        }
    }
}

/// The dates of a message and of what answers it, where that was certainly over before the message came.
fn came_after<'a>(message: &'a Event, reply: &'a Event) -> Option<(&'a Date, &'a Date)> {
    let sent = reply.date()?;
    let received = message.received().filter(|date| !date.is_unknown());
    // Whoever receives and answers has one clock for both.
    let clocks = if received.is_some() {
        Clocks::OfOnePlace
    } else {
        Clocks::OfAnyPlaces
    };
    let asked = received.or_else(|| message.date())?;
    (sent.before(asked, clocks) == Before::Certainly).then_some((asked, sent))
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

/// The places of all events that, in the end, answer themselves, by the places of those that each answers. What only lies
/// between two circles is in none.
fn in_circles(answers: &[Few<u32>]) -> HashSet<usize> {
    let is_later = |(at, answered): (usize, &Few<u32>)| answered.iter().any(|to| *to as usize >= at);
    if !answers.par_iter().enumerate().any(is_later) {
        return HashSet::new(); // each answers what is before it in its file
    }
    let mut answered_by: Vec<Vec<u32>> = vec![Vec::new(); answers.len()];
    for (at, answered) in answers.iter().enumerate() {
        for to in answered {
            answered_by[*to as usize].push(count(at));
        }
    }
    let mut places = HashSet::new();
    // Kosaraju: in the order in which a first walk is done with them, reversed, a walk the other way stays in one component.
    // What answers nothing is in no circle.
    let mut seen = vec![false; answers.len()];
    let mut done = Vec::new();
    for start in (0..answers.len()).filter(|at| !answers[*at].is_empty()) {
        walk(start, answers, &mut seen, &mut done);
    }
    let mut seen = vec![false; answers.len()];
    for start in done.into_iter().rev() {
        let mut component = Vec::new();
        walk(start, &answered_by, &mut seen, &mut component);
        if component.len() > 1 {
            places.extend(component);
        }
    }
    places
}

/// Walks from a place wherever it leads, and notes each place when all it leads to is done. Without recursion, because
/// chains are long.
fn walk<L: Deref<Target = [u32]>>(start: usize, leads_to: &[L], seen: &mut [bool], done: &mut Vec<usize>) {
    if std::mem::replace(&mut seen[start], true) {
        return;
    }
    let mut path = vec![(start, 0)];
    while let Some((at, next)) = path.last_mut() {
        let Some(to) = leads_to[*at].get(*next).map(|to| *to as usize) else {
            done.push(*at);
            path.pop();
            continue;
        };
        *next += 1;
        if !std::mem::replace(&mut seen[to], true) {
            path.push((to, 0));
        }
    }
}
