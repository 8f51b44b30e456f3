//! What of an archive is meant on the command line: leaders, kinds, dates, an event.

use super::args::ExportArgs;
use crate::dates::{Date, TimeRange};
use crate::index::{EventIndex, Filter, OPEN_END, OPEN_START, Shown};
use crate::model::{Archive, EventId, Kind, LeaderId};
use crate::view::Viewport;

/// Two leaders from a list with commas; a name may have commas itself: `Kraus, Karl,Schnitzler, Arthur`.
pub(super) fn pair_of(parts: &[String], archive: &Archive) -> Result<(LeaderId, LeaderId), String> {
    two_of("--pair", parts, archive)
}

fn two_of(option: &str, parts: &[String], archive: &Archive) -> Result<(LeaderId, LeaderId), String> {
    let find = |key: &str| leader_of(option, key.trim(), archive);
    let mut divided = (1..parts.len()).map(|at| {
        let (one, other) = (find(&parts[..at].join(",")), find(&parts[at..].join(",")));
        Ok((one?, other?))
    });
    let first = divided
        .next()
        .ok_or_else(|| format!("{option}: expected two leaders, for example {option} kennedy,khrushchev"))?;
    first.or_else(|error| divided.find_map(Result::ok).ok_or(error))
}

/// The leader that a name means: an id first, then a unique name; otherwise an error that lists the candidates.
pub(super) fn leader_of(option: &str, key: &str, archive: &Archive) -> Result<LeaderId, String> {
    let called = |ids: &[LeaderId]| {
        let leaders = ids.iter().filter_map(|id| archive.leader(*id)).take(8);
        let named: Vec<String> = leaders.map(|leader| format!("{} (id {:?})", leader.name, leader.id)).collect();
        let more = if ids.len() > 8 {
            format!(" and {} more", ids.len() - 8)
        } else {
            String::new()
        };
        format!("{}{more}", named.join(", "))
    };
    match archive.leaders_named(key).as_slice() {
        [only] => Ok(*only),
        [] => {
            let all: Vec<LeaderId> = archive.leaders().map(|(id, _)| id).collect();
            Err(format!(
                "{option}: there is no leader {key:?}; there are for example {}",
                called(&all)
            ))
        }
        many => Err(format!("{option}: {key:?} may be {}", called(many))),
    }
}

pub(super) fn find_event(archive: &Archive, key: &str) -> Result<EventId, String> {
    archive
        .find_event(key)
        .ok_or_else(|| format!("--select: there is no event {key:?}"))
}

pub(super) fn filter_from(args: &ExportArgs, archive: &Archive) -> Result<Filter, String> {
    let mut filter = Filter::default();
    if !args.leader.is_empty() {
        let mut kept = std::collections::BTreeSet::new();
        for key in &args.leader {
            kept.insert(leader_of("--leader", key, archive)?);
        }
        filter.hidden_leaders = archive.leaders().map(|(id, _)| id).filter(|id| !kept.contains(id)).collect();
    }
    if let parts @ [_, ..] = args.between.as_slice() {
        filter.pair = Some(two_of("--between", parts, archive)?);
    }
    if !args.kind.is_empty() {
        let mut kept = std::collections::BTreeSet::new();
        for name in &args.kind {
            kept.insert(Kind::from_name(name.trim()).ok_or_else(|| {
                let known: Vec<&str> = Kind::ALL.into_iter().map(Kind::name).collect();
                format!("--kind: found {name:?}, expected one of {}", known.join(", "))
            })?);
        }
        filter.hidden_kinds = Kind::ALL.into_iter().filter(|kind| !kept.contains(kind)).collect();
    }
    filter.role = args.role.unwrap_or_default();
    filter.dates = dates_from(args)?;
    Ok(filter)
}

/// The dates that are filtered.
pub(super) fn dates_from(args: &ExportArgs) -> Result<Option<TimeRange>, String> {
    range_of(("--from", &args.from), ("--to", &args.to))
}

/// The time in view, where a file says so.
pub(super) fn reach_from(args: &ExportArgs) -> Result<Option<TimeRange>, String> {
    range_of(("start", &args.reach[0]), ("end", &args.reach[1]))
}

fn range_of(from: (&str, &Option<String>), to: (&str, &Option<String>)) -> Result<Option<TimeRange>, String> {
    let read = |(option, text): (&str, &Option<String>)| {
        text.as_deref()
            .map(|text| Date::parse(text).map_err(|error| format!("{option}: {error}")))
            .transpose()
    };
    let (first, last) = (from.0, to.0);
    let start = read(from)?.and_then(|date| date.extent().earliest);
    let end = read(to)?.and_then(|date| date.extent().latest);
    if let (Some(start), Some(end)) = (start, end)
        && end <= start
    {
        return Err(format!("{last} lies before {first}"));
    }
    if start.is_none() && end.is_none() {
        return Ok(None);
    }
    // An open side reaches as far as instants do, with room to count on.
    Ok(Some(TimeRange::new(start.unwrap_or(OPEN_START), end.unwrap_or(OPEN_END))))
}

/// What is seen of the time before and after the dates that are asked for, as a share of them.
const AIR: f64 = 0.012;

/// The dates asked for, as far as there are events; else all that is shown; else all there is.
pub(super) fn viewport_from(
    reach: Option<TimeRange>,
    dates: Option<TimeRange>,
    archive: &Archive,
    index: &EventIndex,
    shown: &Shown,
) -> Viewport {
    let all = index.range().unwrap_or(TimeRange::new(0, crate::dates::DAY));
    if let Some(dates) = reach.or(dates) {
        let start = if dates.start == OPEN_START {
            all.start.min(dates.end - 1)
        } else {
            dates.start
        };
        let end = if dates.end == OPEN_END {
            all.end.max(dates.start + 1)
        } else {
            dates.end
        };
        // A mark on the last day would be cut by the edge; a view that was saved is kept as it was.
        let air = if reach.is_none() { (end - start) as f64 * AIR } else { 0.0 };
        return Viewport::new(start as f64 - air, (end - start) as f64 + 2.0 * air);
    }
    Viewport::fit_days(shown.range(archive, index).unwrap_or(all))
}
