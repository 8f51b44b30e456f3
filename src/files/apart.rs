//! Workbooks are taken apart in a process of their own: the library that does it makes room for whatever a file claims, and
//! goes round in circles where a file leads it so. There it can be stopped, and its end is a sentence.

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

/// How many times its size a workbook may take beyond that: its parts are packed to a tenth.
const MEMORY_TIMES: u64 = 24;

/// The processor time after which something must have come out, and how much more for each byte of the file.
const PATIENCE: Duration = Duration::from_secs(3);
const PATIENCE_A_BYTE: Duration = Duration::from_micros(1);

/// How many times as long it may take by the clock, where other programs want the processor too.
const CLOCK_TIMES: u32 = 10;

/// How often is looked after it.
const PAUSE: Duration = Duration::from_millis(5);
const PAUSE_BEFORE_MEASURING: Duration = Duration::from_millis(40);

/// Takes the sheets out of a workbook in a process of its own; where none can be started, in this one.
///
/// # Errors
/// Why the workbook cannot be read, in words.
pub fn take_out_apart(bytes: &[u8], wanted: Option<&str>) -> Result<Vec<Sheet>, String> {
    match std::env::current_exe() {
        Ok(program) => take_out_by(&program, bytes, wanted),
        Err(_) => take_out(bytes, wanted),
    }
}

/// The same with a program that is ours.
///
/// # Errors
/// Why the workbook cannot be read, in words.
pub fn take_out_by(program: &Path, bytes: &[u8], wanted: Option<&str>) -> Result<Vec<Sheet>, String> {
    let Some(mut child) = start(program, wanted, memory_for(bytes.len() as u64)) else {
        return take_out(bytes, wanted);
    };
    let (Some(mut input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
        return take_out(bytes, wanted);
    };
    let progress = AtomicU64::new(0);
    std::thread::scope(|scope| {
        // It may have ended before it took all; what it says then counts.
        scope.spawn(move || input.write_all(bytes));
        let reader = scope.spawn(|| {
            let lines = BufReader::new(output).lines().map_while(Result::ok);
            gather(lines.map_while(|line| {
                progress.fetch_add(1, Ordering::Relaxed);
                serde_json::from_str::<Line>(&line).ok()
            }))
        });
        let end = look_after(&mut child, bytes.len() as u64, &progress);
        let sheets = reader
            .join()
            .unwrap_or_else(|_| Err("what was read of the workbook is lost".to_owned()));
        match end {
            // What it said before it was stopped is not all that there is.
            Err(why) => Err(why),
            Ok(status) if status.success() => sheets,
            Ok(_) => Err(format!("{DAMAGED}: its reader ran out of memory, or failed")),
        }
    })
}

/// Starts the program that reads.
fn start(program: &Path, wanted: Option<&str>, memory: u64) -> Option<Child> {
    let mut command = Command::new(program);
    command.arg(SUBCOMMAND).arg("--memory").arg(memory.to_string());
    if let Some(sheet) = wanted {
        command.arg("--sheet").arg(sheet);
    }
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

/// The memory that a workbook of a size may take, in bytes.
fn memory_for(size: u64) -> u64 {
    let limit = size.saturating_mul(MEMORY_TIMES).saturating_add(MEMORY);
    room::available().map_or(limit, |available| limit.min(available.max(MEMORY)))
}

/// Waits until a reader ends; ends it where it takes too much memory, or too long while nothing comes out.
///
/// # Errors
/// Why it was ended, in words.
fn look_after(child: &mut Child, size: u64, progress: &AtomicU64) -> Result<ExitStatus, String> {
    let patience = PATIENCE + PATIENCE_A_BYTE.saturating_mul(u32::try_from(size).unwrap_or(u32::MAX));
    let memory = memory_for(size);
    let mut usage = Usage::of(child);
    let mut last = (Instant::now(), Duration::ZERO, 0);
    let mut measured = Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return Ok(status),
            Ok(None) => {}
            Err(error) => return Err(format!("the reader of workbooks is lost: {}", super::reason(&error))),
        }
        if measured.elapsed() >= PAUSE_BEFORE_MEASURING {
            measured = Instant::now();
            let (bytes, time) = usage.now();
            let count = progress.load(Ordering::Relaxed);
            if count != last.2 {
                last = (Instant::now(), time, count);
            }
            let is_late = time.saturating_sub(last.1) > patience || last.0.elapsed() > patience * CLOCK_TIMES;
            let why = (bytes > memory)
                .then(|| format!("it takes more than {} MB of memory to read", memory / 1_000_000))
                .or_else(|| is_late.then(|| "reading it does not come to an end".to_owned()));
            if let Some(why) = why {
                // It may just have ended by itself.
                let _ = child.kill();
                let _ = child.wait();
                return Err(format!("{DAMAGED}: {why}"));
            }
        }
        std::thread::sleep(PAUSE);
    }
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

/// The other side: reads a workbook from standard input and says on standard output what is in it, within some memory.
///
/// # Errors
/// Where either breaks off.
pub fn serve_workbook(wanted: Option<&str>, memory: Option<u64>) -> std::io::Result<()> {
    #[cfg(unix)]
    if let Some(memory) = memory {
        use rustix::process::{Resource, Rlimit, setrlimit};
        // With room for what the program has before it begins. A system that knows no such limit is not needed: whoever
        // asked looks after the memory too.
        let limit = Rlimit {
            current: Some(memory + (256 << 20)),
            maximum: None,
        };
        let _ = setrlimit(Resource::Data, limit);
    }
    #[cfg(not(unix))]
    let _ = memory;
    let mut bytes = Vec::new();
    std::io::stdin().lock().read_to_end(&mut bytes)?;
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

fn write_line(out: &mut impl Write, line: &Line) -> std::io::Result<()> {
    serde_json::to_writer(&mut *out, line)?;
    out.write_all(b"\n")
}
