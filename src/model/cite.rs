//! The sources of an archive: each described once, and who cites whom.

use super::Code;
use std::collections::HashMap;

use super::build::{At, Builder, Known, count};
use super::draft::{FileDraft, Found, SourceDraft};
use super::{Needle, Report, Source, SourceId};
use crate::dates::Date;

impl Builder {
    pub(super) fn add_sources(&mut self, files: &[FileDraft]) {
        let mut first: HashMap<&str, &SourceDraft> = HashMap::new();
        let mut chains: Vec<(SourceId, &FileDraft, &Found<SourceDraft>)> = Vec::new();
        for file in files {
            for found in &file.sources {
                let Found { record, span } = found;
                let at = At { file, span, event: None };
                if record.id.trim().is_empty() {
                    self.report.reports.push(at.error(
                        Code::MissingId,
                        Needle::default(),
                        "a source has no id".to_owned(),
                        "give it a short one, for example id: \"kcna\"",
                    ));
                    continue;
                }
                if let Some(known) = first.get(record.id.as_str()) {
                    if *known != record {
                        self.report.reports.push(at.warning(
                            Code::SourceDiffers,
                            Needle::of(&["id"], &record.id),
                            format!("the source {:?} is described twice, differently", record.id),
                            "the first description is used",
                        ));
                    }
                    continue;
                }
                first.insert(&record.id, record);
                let id = SourceId(count(self.known.archive.sources.len()));
                let source = self.source_from(record, &at);
                self.known.sources.insert(record.id.clone(), id);
                self.known.archive.sources.push(source);
                chains.push((id, file, found));
            }
        }
        for (id, file, Found { record, span }) in chains {
            let at = At { file, span, event: None };
            let via = self.known.sources_of(&record.via.0, &at, &mut self.report.reports);
            if let Some(source) = self.known.archive.sources.get_mut(id.0 as usize) {
                source.via = via;
            }
        }
    }

    fn source_from(&mut self, record: &SourceDraft, at: &At<'_>) -> Source {
        let mut date = |text: &Option<String>| {
            let text = text.as_deref()?;
            Date::parse(text)
                .map_err(|error| {
                    self.report.reports.push(at.warning(
                        Code::BadDate,
                        Needle::of(&["published", "accessed"], text),
                        format!("source {:?}: {error}", record.id),
                        "the date is left out",
                    ));
                })
                .ok()
        };
        Source {
            published: date(&record.published),
            accessed: date(&record.accessed),
            id: record.id.clone(),
            publisher: record.publisher.clone(),
            title: record.title.clone(),
            author: record.author.clone(),
            url: record.url.clone(),
            archived_url: record.archived_url.clone(),
            reference: record.reference.clone(),
            via: Vec::new(),
        }
    }
}

impl Known {
    /// The source that a part of an event names; an unknown one rejects the event.
    pub(super) fn resolve_source(&self, what: &str, key: Option<&str>, at: &At<'_>) -> Result<Option<SourceId>, Box<Report>> {
        let Some(key) = key else { return Ok(None) };
        let unknown = || {
            Box::new(at.error(
                Code::UnknownSource,
                Needle::of(&["source"], key),
                format!("{what} names the source {key:?}, which is not in the archive"),
                "add it to sources, or correct the id",
            ))
        };
        self.sources.get(key).copied().map(Some).ok_or_else(unknown)
    }

    /// The sources with those ids; an unknown one is reported and left out.
    pub(super) fn sources_of<S: AsRef<str>>(&self, keys: &[S], at: &At<'_>, remarks: &mut Vec<Report>) -> Vec<SourceId> {
        let mut found = Vec::with_capacity(keys.len());
        for key in keys.iter().map(AsRef::as_ref) {
            match self.sources.get(key) {
                Some(id) => found.push(*id),
                None => remarks.push(at.warning(
                    Code::UnknownSource,
                    Needle::of(&["sources", "via"], key),
                    format!("there is no source {key:?}"),
                    "add it to sources, or correct the id",
                )),
            }
        }
        found
    }
}
