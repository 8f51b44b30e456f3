//! Zip files made for a test.

use std::io::Write as _;

/// Files by their names, in a zip file.
pub fn zip(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    for (name, text) in parts {
        writer.start_file(*name, options).unwrap_or_else(|error| panic!("{error}"));
        writer.write_all(text.as_bytes()).unwrap_or_else(|error| panic!("{error}"));
    }
    writer.finish().unwrap_or_else(|error| panic!("{error}")).into_inner()
}
