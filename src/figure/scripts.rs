//! Which scripts no font has: said for a figure before it is saved, and once for an archive in the window.

use unicode_script::{Script, UnicodeScript as _};

/// The scripts of some characters, each with a sample: `Ethiopic (“ሰላም”)`.
fn named(missing: &[(char, String)]) -> Vec<String> {
    let mut scripts: Vec<(Script, Vec<char>, &str)> = Vec::new();
    for (char, sample) in missing {
        let script = char.script();
        match scripts.iter_mut().find(|(known, ..)| *known == script) {
            Some((_, chars, _)) => chars.push(*char),
            None => scripts.push((script, vec![*char], sample)),
        }
    }
    let named = scripts.iter().map(|(script, chars, sample)| {
        let name = match script {
            // Signs that belong to no script: emoji, symbols.
            Script::Common | Script::Inherited | Script::Unknown => {
                let codes: Vec<String> = chars.iter().take(4).map(|char| format!("U+{:04X}", u32::from(*char))).collect();
                format!("signs as {}", codes.join(", "))
            }
            // Ideographs that are not in common use.
            Script::Han => format!("{} rare ideographs", chars.len()),
            script => script.full_name().to_owned(),
        };
        let sample: String = sample.chars().take(40).collect();
        format!("{name} (\u{201c}{sample}\u{201d})")
    });
    named.collect()
}

/// What a figure lacks, in a sentence that names every script with a sample; nothing where all its characters can be drawn.
#[must_use]
pub fn missing_words(missing: &[(char, String)]) -> Option<String> {
    let named = named(missing);
    (!named.is_empty()).then(|| {
        format!(
            "the bundled fonts lack {}: empty boxes are drawn there; SVG with plain texts and pages leave the choice of a font to the \
             program that shows them",
            named.join("; ")
        )
    })
}

/// The same for the window, where the fonts of the system are used too: with the packages that would bring them.
#[must_use]
pub fn missing_here(missing: &[(char, String)]) -> Option<String> {
    let named = named(missing);
    let mut packages: Vec<&str> = missing.iter().filter_map(|(char, _)| package_of(*char)).collect();
    packages.sort_unstable();
    packages.dedup();
    (!named.is_empty()).then(|| {
        let mut words = format!("No font here has {}: empty boxes are drawn instead", named.join("; "));
        if !packages.is_empty() {
            words.push_str(&format!(". On Debian, install {}", packages.join(" and ")));
        }
        words
    })
}

/// The package of Debian whose fonts have a character; none has one of private use.
fn package_of(char: char) -> Option<&'static str> {
    Some(match char.script() {
        Script::Unknown => return None,
        Script::Han | Script::Hiragana | Script::Katakana | Script::Hangul | Script::Bopomofo => "fonts-noto-cjk",
        Script::Common if u32::from(char) >= 0x1_f000 => "fonts-noto-color-emoji",
        _ => "fonts-noto-core",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_script_is_named_once_with_a_sample_and_what_to_install() {
        let missing = |text: &str| -> Vec<(char, String)> { text.chars().map(|char| (char, text.to_owned())).collect() };
        assert_eq!(missing_here(&[]), None);
        assert_eq!(
            missing_here(&missing("\u{1230}\u{120b}")).as_deref(),
            Some(
                "No font here has Ethiopic (\u{201c}\u{1230}\u{120b}\u{201d}): empty boxes are drawn instead. On Debian, install fonts-noto-core"
            )
        );
        let both = [missing("\u{1230}"), missing("\u{1f600}")].concat();
        let words = missing_here(&both).unwrap_or_default();
        assert!(
            words.contains("signs as U+1F600") && words.ends_with("fonts-noto-color-emoji and fonts-noto-core"),
            "{words}"
        );
    }
}
