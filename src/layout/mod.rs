//! From events and viewport to a [`Scene`]: pure geometry, the same for the window and for figures.
//!
//! Lanes come first (they depend on the archive and the filter), then the marks of what is in view, then the labels that
//! find room between them. Work is in proportion to what is in view.

mod captions;
mod cells;
mod chords;
mod chrome;
mod clock;
mod counts;
mod dated;
mod details;
mod flags;
mod ghosts;
mod glyphs;
mod heads;
mod heights;
mod ink;
mod labels;
mod lanes;
mod legend;
mod links;
mod marks;
mod meetings;
mod names;
mod notes;
mod page;
mod place;
mod plan;
mod ruler;
mod sides;
mod sources;
mod stays;
mod swarm;
mod tempo;
mod text;
mod wishes;

#[cfg(test)]
mod tests;

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use ecolor::Color32;
use emath::{Rect, Vec2, pos2, vec2};

pub use self::chrome::fold_words;
pub use self::glyphs::glyph;
pub use self::heads::disc;
pub use self::heights::{Class, Heights};
pub use self::lanes::{Heading, Lane, Lanes};
pub use self::legend::Sign;
pub use self::names::{event_label, initials, leader_line};
pub use self::page::{Deck, Numbers, Page, Setting, head, page, page_status, shift, table};
pub use self::plan::Seats;
pub use self::sources::{source_list, sources};
pub use self::text::{counted, first_words, thousands, wrap};
use crate::dates::{TimeRange, Zone};
use crate::index::{EventIndex, Filter, Rows, Shown};
use crate::model::{Archive, EventId, LaneId, LeaderId};
use crate::scene::Scene;
use crate::theme::{TextMeasure, Theme, mix, sizes};
use crate::threads::{Threads, Wait};
use crate::view::{Folds, TimeScale, Viewport};

/// What is to be laid out, and how.
#[derive(Clone, Copy)]
pub struct Input<'a> {
    /// The archive.
    pub archive: &'a Archive,
    /// Its events by time.
    pub index: &'a EventIndex,
    /// Its chains of replies.
    pub threads: &'a Threads,
    /// The filter, for what a figure says of it.
    pub filter: &'a Filter,
    /// What filter and search leave.
    pub shown: &'a Shown,
    /// The lanes.
    pub rows: &'a Arc<Rows>,
    /// What we look at, in folded time.
    pub viewport: Viewport,
    /// Which empty stretches are folded.
    pub folds: &'a Folds,
    /// The event that is chosen.
    pub selected: Option<EventId>,
    /// How roomy lanes are: 1 is the usual height.
    pub lane_scale: f32,
    /// The look.
    pub theme: &'a Theme,
    /// How wide texts are.
    pub measure: &'a dyn TextMeasure,
    /// The whole room, in points.
    pub size: Vec2,
    /// Whether the overview strip is drawn.
    pub has_overview: bool,
    /// When a message counts as unanswered.
    pub wait: Wait,
    /// The places whose clocks have a line below the ruler.
    pub zones: &'a [Zone],
    /// How high lanes are, while they are not to change: in a view that moves. `None`: as what is in view asks for.
    pub heights: Option<&'a Heights>,
    /// Where labels were, which stay there as long as they can.
    pub seats: Option<&'a Seats>,
    /// Which marks have numbers; a list beside them, or quotes below, say which is which.
    pub numbers: Numbering<'a>,
    /// Whether the first of each sign says beside it what it means.
    pub notes: bool,
    /// What it is drawn on.
    pub medium: Medium,
}

/// Which marks have numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Numbering<'a> {
    /// None.
    #[default]
    None,
    /// All, instead of labels.
    All,
    /// So many of those for whose labels there is no room.
    Rest(usize),
    /// These, whether they have labels or not.
    Only(&'a BTreeSet<EventId>),
}

/// What a timeline is drawn on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Medium {
    /// A window, in which lanes are scrolled, or a figure that grows with them.
    #[default]
    Window,
    /// A page of a size, on which all there is has to have room.
    Page,
}

impl Input<'_> {
    /// The instants in view.
    #[must_use]
    pub fn range(&self) -> TimeRange {
        self.folds.unfold_range(self.viewport.range())
    }
}

/// The parts of the room.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Regions {
    /// The lane heads.
    pub heads: Rect,
    /// The ruler.
    pub ruler: Rect,
    /// The lanes.
    pub lanes: Rect,
    /// The overview's bars; empty where it is not drawn.
    pub overview: Rect,
}

impl Regions {
    /// Divides a room; the ruler has a line for each of so many places.
    #[must_use]
    pub fn new(size: Vec2, has_overview: bool, zones: usize) -> Self {
        let top = sizes::RULER + zones as f32 * ruler::ZONE_LINE;
        let overview_height = if has_overview { sizes::OVERVIEW } else { 0.0 };
        // Where a name would be cut after a few letters, the disc stands for it.
        let head = Some(sizes::LANE_HEAD.min(size.x * 0.4))
            .filter(|head| *head >= heads::LEAST_HEAD)
            .unwrap_or(heads::DISCS);
        let bottom = (size.y - overview_height).max(top);
        Self {
            heads: Rect::from_min_max(pos2(0.0, top), pos2(head, bottom)),
            ruler: Rect::from_min_max(pos2(head, 0.0), pos2(size.x, top)),
            lanes: Rect::from_min_max(pos2(head, top), pos2(size.x, bottom)),
            overview: Rect::from_min_max(pos2(head, bottom), pos2(size.x, bottom + overview_height)),
        }
    }

    /// The time scale of the lanes and the ruler.
    #[must_use]
    pub fn scale(&self, viewport: Viewport) -> TimeScale {
        TimeScale::new(viewport, self.lanes.left(), self.lanes.width())
    }

    /// The time scale of the overview, for an archive that spans `range`.
    #[must_use]
    pub fn overview_scale(&self, range: TimeRange) -> TimeScale {
        let inner = self.overview.shrink2(vec2(8.0, 0.0));
        TimeScale::new(
            Viewport::new(range.start as f64, range.seconds().max(1) as f64),
            inner.left(),
            inner.width(),
        )
    }
}

/// A laid-out timeline.
#[derive(Clone, Debug)]
pub struct Timeline {
    /// What is drawn.
    pub scene: Scene,
    /// Where its parts are.
    pub regions: Regions,
    /// Where the lanes are.
    pub lanes: Lanes,
    /// Events that are drawn by themselves, in order of time: those that can be reached by keys. Others are in cells. Where they have
    /// numbers, they are in order of the days that are written.
    pub in_view: Vec<EventId>,
    /// How high the lanes are; `None` where all have one height.
    pub heights: Option<Heights>,
    /// Where the labels on leaders are.
    pub seats: Seats,
    /// Events that have a number where that was asked for, which is their place among `in_view`.
    pub numbered: HashSet<EventId>,
    /// Events that have a label.
    pub labeled: HashSet<EventId>,
    /// How much of what is drawn by itself has words.
    pub coverage: Coverage,
    /// What of the exchange is drawn, for the legend.
    pub drawn: Drawn,
    /// The signs that say beside them what they mean.
    pub noted: BTreeSet<Sign>,
}

/// Why an event is faint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Faint {
    /// Another thread is selected.
    Thread,
    /// It is not among what a search found.
    Search,
    /// It is later than the day on which messages are unanswered.
    Later,
}

/// Which signs are drawn whose place depends on what else is there.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Drawn {
    /// The bar of the first message without a reply in the archive.
    pub faded: Option<Rect>,
    /// The sign of the first two messages that crossed.
    pub crossed: Option<Rect>,
    /// The same of those that may have crossed, as far as their dates tell.
    pub maybe_crossed: Option<Rect>,
    /// The bar of the first message that may be an answer.
    pub maybe: Option<Rect>,
    /// Whether a leader without a lane is drawn.
    pub is_absent: bool,
    /// Why the first event that is faint is so.
    pub faint: Option<Faint>,
    /// Whether a bar has words that say after how long an answer came.
    pub is_answer_said: bool,
    /// Whether one has words that say after how long what may be an answer came.
    pub is_maybe_said: bool,
}

/// How many of the events that are drawn by themselves have a label.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Those that have one.
    pub labeled: usize,
    /// All whose mark is in view.
    pub marks: usize,
}

/// Up to this number of events in view, a layout without priority for the selection is tried first.
const FEW: usize = 60;

/// Lays out the timeline. A selection takes no label from others that it does not need.
#[must_use]
pub fn timeline(input: &Input<'_>) -> Timeline {
    let few = |_: &EventId| input.shown.count_from(input.index, input.range()) <= FEW;
    let Some(selected) = input.selected.filter(few) else {
        return laid_out(input, true);
    };
    let even = laid_out(input, false);
    if even.coverage.labeled == even.coverage.marks {
        return even;
    }
    let preferring = laid_out(input, true);
    let is_named = even.labeled.contains(&selected) || !preferring.labeled.contains(&selected);
    if is_named && even.coverage.labeled >= preferring.coverage.labeled {
        even
    } else {
        preferring
    }
}

/// Lays out the timeline; the selected event and its thread come first only where `prefers_selection`.
fn laid_out(input: &Input<'_>, prefers_selection: bool) -> Timeline {
    let mut input = *input;
    // A figure has lines for places only where they tell hours.
    let width = Regions::new(input.size, input.has_overview, 0).lanes.width();
    if !input.has_overview && !ruler::has_hours(&input, width) {
        input.zones = &[];
    }
    let input = &input;
    let regions = Regions::new(input.size, input.has_overview, input.zones.len());
    let ruler = ruler::ruler_of(input, regions.lanes.width(), None);
    // What is drawn and what is counted rests on time alone; so do the labels on leaders, and on these how high lanes are.
    let sketch = Lanes::new(input, regions.lanes, None);
    let first = Context {
        prefers_selection,
        ..Context::new(input, regions, &sketch, &ruler)
    };
    let details = details::Details::new(&first);
    let plan = plan::plan(&first, &details);
    let lanes = Lanes::new(input, regions.lanes, plan.as_ref().map(|plan| plan.heights.clone()));
    let context = Context {
        is_crowded: plan.as_ref().is_none_or(|plan| plan.is_crowded),
        prefers_selection,
        ..Context::new(input, regions, &lanes, &ruler)
    };
    let mut scene = Scene {
        size: input.size,
        ..Scene::default()
    };
    scene.layers.push(chrome::background(&context, &ruler));
    if !input.folds.is_empty() {
        scene.layers.push(chrome::folds(&context));
    }
    let mut ink = ink::Ink::new(regions.lanes, input.theme.background);
    let tempo = tempo::tempo(&context, &ruler);
    for rect in tempo.iter().flat_map(|tempo| &tempo.words) {
        ink.keep_free(*rect);
    }
    chrome::lane_spots(&context, &mut scene);
    let mut in_view = marks::draw(&context, &details, &mut ink);
    if input.numbers != Numbering::None {
        input.index.sort_by_written_day(input.archive, &mut in_view);
    }
    let flags = plan.as_ref().map_or(&[][..], |plan| &plan.flags);
    let (labeled, numbered) = labels::label(&context, &mut ink, flags, &in_view);
    let noted = if input.notes {
        notes::annotate(&context, &mut ink, &in_view)
    } else {
        BTreeSet::new()
    };
    let marked = |id: &&EventId| context.is_mark_in_view(**id);
    let coverage = Coverage {
        labeled: in_view.iter().filter(marked).filter(|id| labeled.contains(id)).count(),
        marks: in_view.iter().filter(marked).count(),
    };
    // Behind everything, and off the labels.
    scene.layers.extend(tempo.map(|tempo| tempo.draw(regions.lanes, &ink.words())));
    scene.layers.extend(ink.layers());
    scene.layers.extend(links::as_of(&context));
    scene.spots.append(&mut ink.spots);
    scene.layers.push(heads::heads(&context, details.bins.is_some()));
    scene.layers.push(ruler::ruler(&context, &ruler, details.bins.as_ref()));
    scene.layers.extend(ruler::zones(&context));
    if input.has_overview {
        scene.layers.push(chrome::overview(&context));
    }
    Timeline {
        scene,
        regions,
        lanes,
        in_view,
        seats: plan.as_ref().map(plan::Plan::seats).unwrap_or_default(),
        heights: plan.map(|plan| plan.heights),
        numbered,
        labeled,
        coverage,
        drawn: ink.drawn,
        noted,
    }
}

/// What the ruler tells of hours.
#[derive(Clone, Copy)]
struct Hours {
    /// Whether it tells any.
    are_told: bool,
    /// Whether they are by UTC, since an event says its offset: of a figure, one that it shows.
    are_utc: bool,
}

/// What every part of the layout needs.
struct Context<'a> {
    input: &'a Input<'a>,
    regions: Regions,
    lanes: &'a Lanes,
    scale: TimeScale,

    /// What the ruler tells of hours.
    hours: Hours,
    /// Whether there are too many events in view for single labels: few are tried, at few places.
    is_crowded: bool,
    /// The thread of the selected event; empty where nothing is selected.
    thread: BTreeSet<EventId>,
    /// Whether labels of the selected event and its thread come before others.
    prefers_selection: bool,
}

/// How much of its color an event keeps that is not in the selected thread.
const FADED: f32 = 0.4;

/// A reply after more seconds than this ends a long silence.
const LONG_SILENCE: i64 = 14 * crate::dates::DAY;

/// How far outside the lanes something may lie and still be drawn, in points.
const MARGIN: f32 = 60.0;

impl<'a> Context<'a> {
    fn new(input: &'a Input<'a>, regions: Regions, lanes: &'a Lanes, ruler: &crate::view::Ruler) -> Self {
        Self {
            input,
            regions,
            lanes,
            is_crowded: false,
            prefers_selection: true,
            hours: Hours {
                are_told: matches!(ruler.step, crate::view::Step::Seconds(_)),
                are_utc: clock::of(input) == clock::Clock::Utc,
            },
            scale: regions.scale(input.viewport),
            thread: input
                .selected
                .map(|selected| input.threads.thread(input.archive, selected).into_iter().collect())
                .unwrap_or_default(),
        }
    }
}

impl Context<'_> {
    /// The time between the edges of the view, as it is without folds.
    fn seen(&self) -> TimeRange {
        self.input.folds.unfold_range(self.input.viewport.range())
    }

    /// Whether an event is later than the day for which unanswered messages are shown.
    fn is_later(&self, id: EventId) -> bool {
        self.input.wait.on.is_some_and(|day| {
            let extent = self.input.archive.event(id).and_then(crate::model::Event::extent);
            extent.and_then(|extent| extent.earliest).is_some_and(|earliest| earliest >= day)
        })
    }

    /// Why an event does not keep its full color: in a search what it finds and what is selected do, else the selected thread; on a
    /// day that is asked for, nothing that is later.
    fn faint(&self, id: EventId) -> Option<Faint> {
        let shown = self.input.shown;
        let is_selected = self.input.selected == Some(id);
        if is_selected {
            return None;
        }
        if self.is_later(id) {
            return Some(Faint::Later);
        }
        if !shown.hits().is_empty() {
            return (!shown.is_hit(id)).then_some(Faint::Search);
        }
        (!self.thread.is_empty() && !self.thread.contains(&id)).then_some(Faint::Thread)
    }

    fn is_in_focus(&self, id: EventId) -> bool {
        self.faint(id).is_none()
    }

    /// Whether any mark of an event is in view.
    fn is_mark_in_view(&self, id: EventId) -> bool {
        let area = self.regions.lanes;
        let event = self.input.archive.event(id);
        let at = |event: &crate::model::Event| {
            let extent = event.extent()?.known()?;
            let (left, right) = (self.x(extent.start), self.x(extent.end));
            let mark = self.place(event.date()?)?.mark;
            Some(if event.is_stay() {
                right >= area.left() && left <= area.right()
            } else {
                (area.left()..=area.right()).contains(&mark)
            })
        };
        event.and_then(at).unwrap_or(false)
    }

    /// Which events have a label before others: the lower, the earlier.
    fn rank(&self, id: EventId, event: &crate::model::Event) -> u32 {
        let input = self.input;
        let is_answered = !input.threads.replies(id).is_empty();
        let is_reply = !event.in_reply_to.is_empty();
        let took = || {
            let message = input.archive.event(*event.in_reply_to.first()?)?;
            crate::threads::time_to_answer(message, event)
        };
        if self.prefers_selection && input.selected == Some(id) {
            0
        } else if input.shown.is_hit(id) || self.prefers_selection && self.thread.contains(&id) {
            1
        } else if is_answered != is_reply || took().is_some_and(|time| time.least > LONG_SILENCE) {
            2
        } else if event.kind == crate::model::Kind::Statement {
            3
        } else if !event.quotes.is_empty() || event.accounts().len() > 1 {
            4
        } else {
            5
        }
    }

    /// A color for an event: full, or faded where another thread is selected.
    fn tone(&self, id: EventId, color: Color32) -> Color32 {
        if self.is_in_focus(id) {
            color
        } else {
            mix(self.input.theme.background, color, FADED)
        }
    }

    /// The color of a lane; one that several share, and events without a leader, are muted.
    fn lane_color(&self, lane: LaneId) -> Color32 {
        let theme = self.input.theme;
        match lane {
            LaneId::Leader(id) => self.input.archive.leader(id).map_or(theme.muted, |leader| {
                theme.leader_color(leader.hue.or_else(|| self.lent_hue(id)), leader.color.as_deref())
            }),
            // Neighbors differ.
            LaneId::Country(_) => theme.leader_color(
                Some((self.input.rows.place_of_lane(lane).unwrap_or(0) % theme.leaders.len().max(1)) as u8),
                None,
            ),
            LaneId::Others | LaneId::Nobody => theme.muted,
        }
    }

    /// Who is pinned, or takes part in the selected event, has one of the colors that nobody has.
    fn lent_hue(&self, id: LeaderId) -> Option<u8> {
        let input = self.input;
        let pinned = || (0..input.rows.pinned()).filter_map(|place| input.rows.rows().get(place)?.lane.leader());
        let selected = input.selected.and_then(|id| input.archive.event(id));
        let in_selected = || selected.into_iter().flat_map(crate::model::Event::leaders);
        let is_quiet = |id: &LeaderId| input.archive.leader(*id).is_some_and(|leader| leader.hue.is_none());
        let at = pinned().chain(in_selected()).filter(is_quiet).position(|other| other == id)?;
        let own = crate::model::MAX_HUES;
        let lent = input.theme.leaders.len().saturating_sub(own).max(1);
        u8::try_from(own + at % lent).ok()
    }

    /// The color of a leader: that of the lane where the events are.
    fn leader_color(&self, leader: Option<LeaderId>) -> Color32 {
        let lane = leader.map(|leader| self.input.rows.lane_of(leader).unwrap_or(LaneId::Leader(leader)));
        lane.map_or(self.input.theme.muted, |lane| self.lane_color(lane))
    }

    /// Where an instant is; may lie far outside the screen.
    fn exact_x(&self, instant: i64) -> f32 {
        self.scale.x_from_instant(self.input.folds.fold(instant as f64)) as f32
    }

    /// An x that a painter can take: cut to the lanes and a margin.
    fn x(&self, instant: i64) -> f32 {
        let lanes = self.regions.lanes;
        let x = self.scale.x_from_instant(self.input.folds.fold(instant as f64));
        (x.clamp(f64::from(lanes.left() - MARGIN), f64::from(lanes.right() + MARGIN))) as f32
    }
}
