//! Workbooks are taken apart in a process of their own: the library that does it makes room for whatever a file claims, and
//! loops where a file makes it. There it can be stopped, and its end is a sentence.

use std::io::{BufRead as _, BufReader, BufWriter, Read as _, Write};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use sysinfo::{Pid, ProcessRefreshKind, ProcessesToUpdate, System};

use super::room;
use crate::formats::guarded;
use crate::formats::workbook::{Line, Sheet, gather, lines_of, take_out};

/// The name of the subcommand by which the program reads a workbook from standard input for itself.
pub const SUBCOMMAND: &str = "read-workbook";

/// What is said of a workbook whose reader was stopped, or stopped by itself.
const DAMAGED: &str = "the workbook is damaged, or claims more than is in it";

/// The memory that any workbook may take, in bytes.
const MEMORY: u64 = 900 << 20;

/// How many times its unpacked size a workbook may take beyond that.
const MEMORY_TIMES: u64 = 6;

/// The processor time after which something must have come out, and how much more for each unpacked byte.
const PATIENCE: Duration = Duration::from_secs(3);
const PATIENCE_A_BYTE: Duration = Duration::from_micros(1);

/// How many times as long it may take by the clock, where other programs want the processor too.
const CLOCK_TIMES: u32 = 10;

/// How often it is asked whether the process has ended, and what it uses.
const PAUSE: Duration = Duration::from_millis(5);
const PAUSES_BEFORE_MEASURING: u32 = 8;

/// A pause that took longer counts as this long: the whole program was stopped meanwhile.
const LONGEST_PAUSE: Duration = Duration::from_millis(100);

/// Takes the sheets out of a workbook in a process of its own; where none can be started, in this one.
///
/// # Errors
/// Why the workbook cannot be read, in words.
pub fn take_out_apart(bytes: &[u8], unpacked: u64, wanted: Option<&str>) -> Result<Vec<Sheet>, String> {
    match std::env::current_exe() {
        Ok(program) => take_out_by(&program, bytes, unpacked, wanted),
        Err(_) => take_out(bytes, unpacked, wanted),
    }
}

/// The same, with a given executable of this program.
///
/// # Errors
/// Why the workbook cannot be read, in words.
pub fn take_out_by(program: &Path, bytes: &[u8], unpacked: u64, wanted: Option<&str>) -> Result<Vec<Sheet>, String> {
    let memory = memory_for(unpacked);
    let Some(mut child) = start(program, bytes.len(), wanted, memory) else {
        return take_out(bytes, unpacked, wanted);
    };
    let (Some(mut input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
        end(&mut child);
        return take_out(bytes, unpacked, wanted);
    };
    let progress = AtomicU64::new(0);
    std::thread::scope(|scope| {
        // It may end before it has read everything; what it has written then counts. Its input stays open as long as it is needed.
        let writer = scope.spawn(move || {
            let _ = input.write_all(bytes);
            input
        });
        let reader = scope.spawn(|| {
            let lines = BufReader::new(output).lines().map_while(Result::ok);
            gather(lines.map_while(|line| {
                progress.fetch_add(1, Ordering::Relaxed);
                serde_json::from_str::<Line>(&line).ok()
            }))
        });
        let end = look_after(&mut child, unpacked, memory, &progress);
        let sheets = reader
            .join()
            .unwrap_or_else(|_| Err("what was read of the workbook is lost".to_owned()));
        drop(writer.join());
        match end {
            // What it said before it was stopped is not all that there is.
            Err(why) => Err(why),
            // Where the system keeps its status from us, what it said tells whether it came to its end.
            Ok(None) => sheets,
            Ok(Some(status)) if status.success() => sheets,
            Ok(Some(_)) => Err(format!("{DAMAGED}: its reader ran out of memory, or failed")),
        }
    })
}

/// Starts the program that reads.
fn start(program: &Path, size: usize, wanted: Option<&str>, memory: u64) -> Option<Child> {
    let mut command = Command::new(program);
    command
        .arg(SUBCOMMAND)
        .arg(format!("--bytes={size}"))
        .arg(format!("--memory={memory}"));
    command.args(wanted.map(|sheet| format!("--sheet={sheet}")));
    #[cfg(windows)]
    {
        use std::os::windows::process::CommandExt as _;
        const CREATE_NO_WINDOW: u32 = 0x0800_0000;
        command.creation_flags(CREATE_NO_WINDOW);
    }
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()
}

/// Ends a process, which may have ended by itself.
fn end(child: &mut Child) {
    let _ = child.kill();
    let _ = child.wait();
}

/// The memory that a workbook of an unpacked size may take, in bytes.
fn memory_for(unpacked: u64) -> u64 {
    let limit = unpacked.saturating_mul(MEMORY_TIMES).saturating_add(MEMORY);
    room::available().map_or(limit, |available| limit.min(available.max(MEMORY)))
}

/// Waits until a reader ends; ends it where it takes too much memory, or too long while nothing comes out. Gives its status, where
/// the system tells.
///
/// # Errors
/// Why it was ended, in words.
fn look_after(child: &mut Child, unpacked: u64, memory: u64, progress: &AtomicU64) -> Result<Option<ExitStatus>, String> {
    let patience = PATIENCE + PATIENCE_A_BYTE.saturating_mul(u32::try_from(unpacked).unwrap_or(u32::MAX));
    let mut usage = Usage::of(child);
    let (mut used, mut waited, mut count) = (Duration::ZERO, Duration::ZERO, 0);
    for pause in 1_u32.. {
        match child.try_wait() {
            Ok(Some(status)) => return Ok(Some(status)),
            Ok(None) => {}
            // The parent process ignores SIGCHLD, so the system keeps no exit status.
            Err(_) => return Ok(None),
        }
        if pause.is_multiple_of(PAUSES_BEFORE_MEASURING) {
            let (bytes, time) = usage.now();
            let said = progress.load(Ordering::Relaxed);
            if said != count {
                (used, waited, count) = (time, Duration::ZERO, said);
            }
            let is_late = time.saturating_sub(used) > patience || waited > patience * CLOCK_TIMES;
            let why = (bytes > memory)
                .then(|| format!("it takes more than {} MB of memory to read", memory / 1_000_000))
                .or_else(|| is_late.then(|| "reading it took too long".to_owned()));
            if let Some(why) = why {
                end(child);
                return Err(format!("{DAMAGED}: {why}"));
            }
        }
        let start = Instant::now();
        std::thread::sleep(PAUSE);
        waited += start.elapsed().min(LONGEST_PAUSE);
    }
    Ok(None)
}

/// What a process uses.
struct Usage {
    pid: Pid,
    system: Option<System>,
}

impl Usage {
    fn of(child: &Child) -> Self {
        Self {
            pid: Pid::from_u32(child.id()),
            system: System::new().ok(),
        }
    }

    /// Memory in bytes, and processor time; nothing where the system does not tell.
    fn now(&mut self) -> (u64, Duration) {
        let Some(system) = &mut self.system else {
            return (0, Duration::ZERO);
        };
        let kind = ProcessRefreshKind::nothing().with_memory().with_cpu();
        system.refresh_processes_specifics(ProcessesToUpdate::Some(&[self.pid]), true, kind);
        system.process(self.pid).map_or((0, Duration::ZERO), |process| {
            (process.memory(), Duration::from_millis(process.accumulated_cpu_time()))
        })
    }
}

/// The other side: reads a workbook of `size` bytes from standard input and writes what is in it to standard output, within
/// `memory` bytes. It ends when its input ends, because then the program that started it has gone.
///
/// # Errors
/// Where either breaks off.
pub fn serve_workbook(size: u64, wanted: Option<&str>, memory: u64) -> std::io::Result<()> {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, setrlimit};
        // With room for what the program has before it begins. Where a system has no such limit, the parent process
        // still watches the memory.
        let limit = Rlimit {
            current: Some(memory.saturating_add(256 << 20)),
            maximum: None,
        };
        let _ = setrlimit(Resource::Data, limit);
    }
    #[cfg(not(unix))]
    let _ = memory;
    let mut bytes = Vec::new();
    std::io::stdin().lock().take(size).read_to_end(&mut bytes)?;
    std::thread::Builder::new().name("end of input".to_owned()).spawn(|| {
        // There is nothing more to read but the end.
        let _ = std::io::copy(&mut std::io::stdin().lock(), &mut std::io::sink());
        std::process::exit(1);
    })?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    let mut lost = Ok(());
    let mut say = |line: Line| {
        if lost.is_ok() {
            lost = write_line(&mut out, &line);
        }
    };
    if let Err(cause) = guarded(|| lines_of(&bytes, wanted, &mut say)) {
        say(Line::Failed(format!("cannot read the workbook: its reader failed ({cause})")));
    }
    lost?;
    out.flush()
}

/// What says that it is still at work goes out at once; rows go in larger pieces.
fn write_line(out: &mut impl Write, line: &Line) -> std::io::Result<()> {
    serde_json::to_writer(&mut *out, line)?;
    out.write_all(b"\n")?;
    if *line == Line::Working { out.flush() } else { Ok(()) }
}
