//! Whether there is memory enough for a file, told before it is read: a program that dies takes its user's work with it.

use std::path::Path;

use crate::formats::registry::{self, Cut};

/// How many times its size a file needs while it is opened, and some room.
const TIMES: u64 = 5;

/// The same for one whose records are read from its bytes one by one: 2.0 for JSON Lines and 2.3 for RON with quotes
/// (`benches/README.md`).
const TIMES_IN_PLACE: u64 = 3;

/// The same for a table, whose rows are kept until it is known what its columns are.
const TIMES_AS_TABLE: u64 = 8;

/// So much may always be asked for: systems that cannot tell say that nothing is free.
const ALWAYS: u64 = 512 << 20;

/// How much memory is available, in bytes; `None` where the system does not tell.
#[must_use]
pub fn available() -> Option<u64> {
    let mut system = sysinfo::System::new().ok()?;
    system.refresh_memory();
    // What a container counts as used holds files that the system would let go of at once; what processes hold is the measure.
    let group = system.cgroup_limits().map(|limits| limits.total_memory.saturating_sub(limits.rss));
    let free = group.map_or(system.available_memory(), |group| group.min(system.available_memory()));
    (free > 0).then_some(free)
}

/// Why a file is too large for the available memory, in a sentence; `None` where there is enough. `before` bytes of
/// other files were read already.
pub(super) fn refusal(path: &Path, size: u64, before: u64, available: Option<u64>) -> Option<String> {
    let ending = super::load::ending_of(path);
    // What is called a text is a table, if it is anything.
    let ending = if ending == "txt" { "csv" } else { &ending };
    // Of several formats with the ending, the one that needs most.
    let times = registry::ending_in(ending).map(|format| times_for(format.cut)).max();
    let times = times.unwrap_or(TIMES);
    let needed = size.saturating_mul(times).saturating_add(before.saturating_mul(TIMES));
    let available = available?.max(ALWAYS);
    (needed > available).then(|| {
        format!(
            "the file has {}; opening it takes about {} of memory, and {} is available",
            gigabytes(size),
            gigabytes(needed),
            gigabytes(available)
        )
    })
}

/// How many times its size a file needs that can be cut so.
const fn times_for(cut: Cut) -> u64 {
    match cut {
        Cut::OwnLines | Cut::OwnRecords => TIMES_IN_PLACE,
        Cut::Rows => TIMES_AS_TABLE,
        Cut::Whole => TIMES,
    }
}

fn gigabytes(bytes: u64) -> String {
    format!("{:.1} GB", bytes as f64 / 1e9)
}

/// What can be done about a file that is too large.
pub(super) const HELP: &str = "divide it, for example by years, or let a database choose: duckdb -csv -c \"\u{2026}\" | demarche -";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_memory_cannot_hold_is_refused_in_a_sentence() {
        let check = |name: &str, size: u64, before: u64, available| refusal(Path::new(name), size, before, available);
        assert_eq!(check("a.jsonl", 600_000_000, 0, Some(24_000_000_000)), None);
        assert_eq!(
            check("a.jsonl", 9_000_000_000, 0, Some(24_000_000_000)).as_deref(),
            Some("the file has 9.0 GB; opening it takes about 27.0 GB of memory, and 24.0 GB is available")
        );
        assert!(check("a.csv", 4_000_000_000, 0, Some(24_000_000_000)).is_some(), "tables take more");
        assert!(
            check("b.jsonl", 600_000_000, 6_000_000_000, Some(24_000_000_000)).is_some(),
            "files add up"
        );
        assert_eq!(
            check("a.jsonl", u64::MAX, 0, None),
            None,
            "where nothing is known, nothing is refused"
        );
    }
}
