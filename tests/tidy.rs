//! The map of the modules, held to: who may use whom, how long files get, and who may name egui.

use std::path::{Path, PathBuf};

/// Each module may use itself and what stands beside it, separated by spaces.
const MAY_USE: &[(&str, &str)] = &[
    ("dates", ""),
    ("theme", ""),
    ("model", "dates"),
    ("formats", "dates model"),
    ("convert", "dates model"),
    ("generate", "dates model"),
    ("files", "formats model story"),
    ("index", "dates model"),
    ("threads", "dates model"),
    ("compare", "model"),
    ("cite", "dates model"),
    ("listing", "dates model index threads"),
    ("view", "dates"),
    ("story", "view"),
    ("library", "model index threads story"),
    ("scene", "model theme"),
    ("layout", "dates model index threads view theme scene"),
    ("charts", "dates model index threads view theme scene layout"),
    ("chronology", "dates model index threads convert listing cite layout"),
    ("export", "model scene theme"),
    (
        "figure",
        "model index cite listing view story theme scene layout chronology charts export",
    ),
    ("command", "dates model index threads listing view story figure"),
    (
        "state",
        "dates library model index threads cite listing view story theme layout figure command",
    ),
    (
        "ui",
        "dates library model index threads compare cite listing view story theme scene layout charts export command state figure files",
    ),
    (
        "app",
        "dates library model formats index threads view story theme figure files command state ui",
    ),
    ("window", "app files state"),
    (
        "cli",
        "dates library model convert generate index threads cite view story theme layout chronology export figure files app",
    ),
];

/// Only these may name egui or eframe; `state` and others take geometry from `emath` and colors from `ecolor`.
const MAY_NAME_EGUI: &[&str] = &["command", "ui", "app", "window"];

/// No file is longer.
const MAX_LINES: usize = 600;

fn sources() -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(folder) = folders.pop() {
        let entries = std::fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        for path in entries.filter_map(|entry| Some(entry.ok()?.path())) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                found.push(path);
            }
        }
    }
    assert!(found.len() > 30, "only {} files were found", found.len());
    found.sort();
    found
}

/// The module a file belongs to: the first part of its path below `src`.
fn module_of(path: &Path) -> String {
    let below = path.strip_prefix(Path::new(env!("CARGO_MANIFEST_DIR")).join("src")).unwrap_or(path);
    let first = below
        .components()
        .next()
        .map(|part| part.as_os_str().to_string_lossy().into_owned());
    first.unwrap_or_default().trim_end_matches(".rs").to_owned()
}

/// Code without tests and comments: tests may use whatever they need.
fn code_of(path: &Path) -> String {
    let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

fn is_test_file(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name == "tests.rs" || name == "samples.rs")
}

#[test]
fn modules_use_only_what_the_map_allows() {
    let modules: Vec<&str> = MAY_USE.iter().map(|(module, _)| *module).collect();
    let mut broken = Vec::new();
    let mut needed: std::collections::BTreeSet<(String, &str)> = std::collections::BTreeSet::new();
    for path in sources().iter().filter(|path| !is_test_file(path)) {
        let module = module_of(path);
        if module == "lib" || module == "main" {
            continue;
        }
        let Some((_, allowed)) = MAY_USE.iter().find(|(known, _)| *known == module) else {
            broken.push(format!(
                "{} belongs to the module `{module}`, which is not on the map",
                path.display()
            ));
            continue;
        };
        let code = code_of(path);
        for used in &modules {
            let is_allowed = *used == module || allowed.split(' ').any(|one| one == *used);
            let is_named = [format!("crate::{used}::"), format!("crate::{used};"), format!("crate::{used} ")]
                .iter()
                .any(|usage| code.contains(usage));
            let is_used = is_named || gathered(&code).any(|name| name == *used);
            if is_used {
                needed.insert((module.clone(), used));
            }
            if is_used && !is_allowed {
                broken.push(format!("{} must not use `{used}`", path.display()));
            }
        }
    }
    for (module, allowed) in MAY_USE {
        for unused in allowed
            .split(' ')
            .filter(|one| !one.is_empty() && !needed.contains(&((*module).to_owned(), *one)))
        {
            broken.push(format!("{module} may use `{unused}` and does not"));
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

/// The modules that `use crate::{a::b, c}` names.
fn gathered(code: &str) -> impl Iterator<Item = &str> {
    code.split("use crate::{").skip(1).flat_map(|rest| {
        let mut depth = 0;
        let names = rest.split(move |char: char| {
            depth += i32::from(char == '{') - i32::from(char == '}');
            depth < 0
        });
        let list = names.take(1).flat_map(|list| list.split(','));
        list.map(|name| name.trim().split("::").next().unwrap_or_default().trim())
    })
}

#[test]
fn the_map_sees_what_is_named_in_braces() {
    let code = "use crate::{model::{Archive, Event}, view};\nfn f() {}";
    let found: Vec<&str> = gathered(code).collect();
    assert!(found.contains(&"model") && found.contains(&"view"), "{found:?}");
    assert!(!found.contains(&"fn"), "{found:?}");
}

#[test]
fn only_the_window_names_egui() {
    for path in sources() {
        let module = module_of(&path);
        if MAY_NAME_EGUI.contains(&module.as_str()) {
            continue;
        }
        let code = code_of(&path);
        for name in ["egui::", "eframe::"] {
            assert!(!code.contains(name), "{} must not name `{name}`", path.display());
        }
    }
}

#[test]
fn files_are_short_and_say_what_they_are() {
    for path in sources() {
        let text = std::fs::read_to_string(&path).unwrap_or_default();
        let lines = text.lines().count();
        assert!(lines <= MAX_LINES, "{} has {lines} lines, more than {MAX_LINES}", path.display());
        assert!(text.starts_with("//!"), "{} does not open with what it is", path.display());
    }
}

#[test]
fn the_diagram_names_every_module() {
    let lib = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs")).unwrap_or_default();
    for (module, _) in MAY_USE {
        assert!(
            lib.contains(&format!("pub mod {module};")),
            "`{module}` is on the map but not in lib.rs"
        );
        assert!(lib.contains(&format!("| `{module}` |")), "`{module}` is not described in lib.rs");
    }
    let declared = lib.lines().filter(|line| line.starts_with("pub mod ")).count();
    assert_eq!(declared, MAY_USE.len(), "a module of lib.rs is not on the map");
}

#[test]
fn the_promises_name_files_and_tests_that_there_are() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let text = |path: &Path| std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let tests: Vec<PathBuf> = std::fs::read_dir(root.join("tests"))
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .collect();
    let tests = tests
        .into_iter()
        .filter(|path| path.extension().is_some_and(|ending| ending == "rs"));
    let all: String = sources().into_iter().chain(tests).map(|path| text(&path)).collect();
    let promises = text(&root.join("SECURITY.md"));
    let named: Vec<&str> = promises.lines().filter(|line| line.starts_with("| ")).skip(1).collect();
    assert!(named.len() > 10, "there is a table");
    for line in named {
        let cells: Vec<&str> = line.split(" | ").collect();
        let [_, _, files, shown] = cells.as_slice() else {
            panic!("four columns: {line}")
        };
        let quoted = |cell: &str| cell.split('`').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>();
        for file in quoted(files) {
            assert!(
                root.join("src").join(&file).exists(),
                "SECURITY.md names {file}, which does not exist"
            );
        }
        let shown = quoted(shown);
        assert!(!shown.is_empty(), "no test shows it: {line}");
        for test in shown {
            assert!(
                all.contains(&format!("fn {test}(")),
                "SECURITY.md names the test {test}, which does not exist"
            );
        }
    }
}
