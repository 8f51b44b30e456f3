//! A reader that fails, one of ours or a library's, is a finding about its file, and not the end of the program.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Once;
use std::sync::atomic::{AtomicUsize, Ordering};

/// How many guards are at work: what fails meanwhile is reported, and not printed.
static GUARDS: AtomicUsize = AtomicUsize::new(0);

static QUIET: Once = Once::new();

/// Does some work; where it fails, gives what it says of that.
///
/// # Errors
/// The message of what failed.
pub fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    QUIET.call_once(|| {
        let usual = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            if GUARDS.load(Ordering::Relaxed) == 0 {
                usual(info);
            }
        }));
    });
    GUARDS.fetch_add(1, Ordering::Relaxed);
    // What the work had in its hands is dropped; nothing that it changed is looked at again.
    let result = catch_unwind(AssertUnwindSafe(work));
    GUARDS.fetch_sub(1, Ordering::Relaxed);
    result.map_err(|cause| message_of(cause.as_ref()))
}

fn message_of(cause: &(dyn Any + Send)) -> String {
    let text = cause.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| cause.downcast_ref::<&str>().copied()).unwrap_or("no reason given");
    text.lines().next().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fails_says_why_and_what_holds_is_given() {
        assert_eq!(guarded(|| 5), Ok(5));
        let failed: Result<(), String> = guarded(|| panic!("at byte {}\nand more", 3));
        assert_eq!(failed, Err("at byte 3".to_owned()));
    }
}
