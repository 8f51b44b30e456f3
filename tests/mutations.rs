//! Damaged files of every format, and whether all promises hold for them: nothing fails, the sums are right, figures are XML, and what
//! is written is read back the same.
//!
//! `MUTATE_COUNT=N` tries so many files, `MUTATE_SECONDS=N` for so long, `MUTATE_FROM=N` begins with that number. A number always
//! makes the same file.

mod mutated;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use mutated::damage::{damaged, seeds};
use mutated::promises::{by_program, hold};

/// How many files are tried where nothing is said.
const COUNT: u64 = 400;

/// So many failures are enough.
const MAX_FAILURES: usize = 5;

fn said(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

#[test]
fn whatever_is_done_to_a_file_the_promises_hold() {
    let seconds = said("MUTATE_SECONDS");
    let count = said("MUTATE_COUNT").unwrap_or(if seconds.is_some() { u64::MAX } else { COUNT });
    let from = said("MUTATE_FROM").unwrap_or(1);
    let until = seconds.map(|seconds| Instant::now() + Duration::from_secs(seconds));
    let seeds = seeds();
    let next = AtomicU64::new(from);
    let failures = Mutex::new(Vec::new());
    let is_over = || until.is_some_and(|until| Instant::now() > until) || failures.lock().is_ok_and(|all| all.len() >= MAX_FAILURES);
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while !is_over() {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number - from >= count {
                        break;
                    }
                    let (name, bytes) = damaged(&seeds, number);
                    let held = catch_unwind(AssertUnwindSafe(|| hold(&name, bytes.clone(), by_program)));
                    let wrong = match held {
                        Ok(Ok(())) => continue,
                        Ok(Err(wrong)) => wrong,
                        Err(_) => "it panics".to_owned(),
                    };
                    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{number}-{name}"));
                    let kept = std::fs::write(&file, bytes).is_ok();
                    let place = if kept { file.display().to_string() } else { name };
                    if let Ok(mut all) = failures.lock() {
                        all.push(format!("MUTATE_FROM={number} MUTATE_COUNT=1: {place}: {wrong}"));
                    }
                }
            });
        }
    });
    let tried = (next.load(Ordering::Relaxed) - from).min(count);
    println!("{tried} damaged files");
    let failures = failures.into_inner().unwrap_or_default();
    assert!(failures.is_empty(), "of {tried} damaged files:\n{}", failures.join("\n"));
    assert!(tried > 0, "nothing was tried");
}
