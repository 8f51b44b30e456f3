//! How lanes share the height: busy neighbors get most, quiet lanes a line, lanes without an event in view their name.
//!
//! Arithmetic only: what each lane asks for goes in, where its line runs comes out.

/// What a lane asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Demand {
    /// How much happens on it in view: a letter sent counts 1, one received 0.4, a meeting or a visit 0.6.
    pub weight: f32,
    /// How many events it has in view.
    pub events: usize,
    /// Rows of labels on leaders that it would have above and below its line.
    pub rows: [usize; 2],
    /// Room above its line and below it that labels keep clear of, for the signs there, in points.
    pub clear: [f32; 2],
    /// Whether its lines go to the lane above or below it, so that they need room between the two.
    pub reaches: [bool; 2],
    /// What becomes of it where nothing happens on it.
    pub silent: Silent,
    /// Whether it has counts, which need room to be read.
    pub has_counts: bool,
    /// Whether the name of a country is above it.
    pub has_heading: bool,
}

/// What becomes of a lane on which nothing happens in view.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Silent {
    /// Its name is left.
    #[default]
    Name,
    /// Nothing is left, as in a figure.
    Nothing,
    /// It stays as it is: it is pinned.
    Stays,
}

/// How roomy a lane is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Class {
    /// Room for disc, name and office, lines and labels.
    #[default]
    Full,
    /// A line with a small disc and the name.
    Thin,
    /// Only the name: nothing happens on it in view.
    Strip,
}

/// Where a lane is: its upper edge, its line and its lower edge, in points.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Span {
    /// The upper edge.
    pub top: f32,
    /// The line.
    pub y: f32,
    /// The lower edge.
    pub bottom: f32,
    /// How roomy it is.
    pub class: Class,
    /// How many rows of labels have room above its line and below it.
    pub rows: [usize; 2],
}

/// The lanes' places, from 0 down.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Heights {
    /// From top to bottom, without gaps but for headings.
    pub spans: Vec<Span>,
    /// How high all of them are.
    pub total: f32,
    /// How far a row of labels is from the next, in points.
    pub pitch: f32,
    /// Whether everything in view is counted.
    pub is_binned: bool,
}

/// The height of a lane that has collapsed to its name, in points.
pub const STRIP: f32 = 20.0;

/// How far the first row of labels is from the line, in points.
pub const FIRST_ROW: f32 = 12.0;

/// What a sign on the line takes, in points.
pub const SIGN: f32 = 12.0;

/// Room outside the last row of labels, in points.
const LAST_ROW: f32 = 5.0;

/// What the dates that others give take below the line, in points.
pub const OTHER_DATES: f32 = 9.0;

/// From row to row of labels above a thin lane, in points.
pub const THIN_ROW: f32 = 13.0;

/// No more rows of labels than this are above a thin lane.
const THIN_ROWS: usize = 2;

/// A full lane is never lower than this, in points.
pub const LEAST_FULL: f32 = 56.0;

/// How the height is shared.
#[derive(Clone, Copy, Debug)]
struct Measure {
    /// From row to row.
    pitch: f32,
    /// Between the lines of two full lanes, where arrows must be seen.
    gap: f32,
    /// A thin lane.
    thin: f32,
    /// The most rows of labels.
    cap: usize,
}

/// The class of each lane. One that was full stays so until it is well below what made it so.
pub fn classes(demands: &[Demand]) -> Vec<Class> {
    let total: f32 = demands.iter().map(|demand| demand.weight).sum();
    let most = demands.iter().map(|demand| demand.weight).fold(0.0, f32::max);
    demands
        .iter()
        .map(|demand| {
            let is_quiet = demand.events <= 6 || demand.weight < total * 0.05;
            if demand.events == 0 && total > 0.0 && demand.silent != Silent::Stays {
                Class::Strip
            } else if demands.len() > 2 && is_quiet && demand.weight < most * 0.34 {
                Class::Thin
            } else {
                Class::Full
            }
        })
        .collect()
}

/// Shares a height among lanes. Where there is too little even for the least, the total is more than the height.
pub fn share(demands: &[Demand], height: f32) -> Heights {
    let classes = classes(demands);
    let full = demands.iter().zip(&classes).filter(|(_, class)| **class == Class::Full);
    let rows = full.flat_map(|(demand, _)| demand.rows).max().unwrap_or(0);
    let usual = Measure {
        pitch: 14.0,
        gap: 96.0,
        thin: 24.0,
        cap: rows,
    };
    let fits = |measure: Measure| stack(demands, &classes, measure).total <= height;
    let mut measure = usual;
    if fits(measure) {
        // Room is left: for arrows, then for rows, then for thin lanes, then for arrows again.
        let grown = |from: Measure, set: &dyn Fn(Measure, f32) -> Measure| {
            let (mut low, mut high) = (0.0, 1.0);
            if fits(set(from, 1.0)) {
                return set(from, 1.0);
            }
            for _ in 0..12 {
                let middle = f32::midpoint(low, high);
                if fits(set(from, middle)) {
                    low = middle;
                } else {
                    high = middle;
                }
            }
            set(from, low)
        };
        measure = grown(measure, &|from, share| Measure {
            gap: 96.0 + 64.0 * share,
            ..from
        });
        measure = grown(measure, &|from, share| Measure {
            pitch: 14.0 + 2.0 * share,
            thin: 24.0 + 8.0 * share,
            ..from
        });
        let gap = measure.gap;
        measure = grown(measure, &|from, share| Measure {
            gap: gap + 60.0 * share,
            ..from
        });
    } else {
        let steps = [(12.5, 96.0, 24.0), (12.5, 84.0, 22.0), (12.5, 72.0, 22.0), (12.0, 64.0, 21.0)];
        for (pitch, gap, thin) in steps {
            measure = Measure {
                pitch,
                gap,
                thin,
                ..measure
            };
            if fits(measure) {
                break;
            }
        }
        while !fits(measure) && measure.cap > 0 {
            measure.cap -= 1;
        }
        if !fits(measure) {
            measure.thin = STRIP;
        }
    }
    stack(demands, &classes, measure)
}

/// Shares a height where there is no room for single labels: by how much happens on each lane, so that a quiet one can still be
/// seen beside a busy one.
pub fn share_by_weight(demands: &[Demand], height: f32) -> Heights {
    let total: f32 = demands.iter().map(|demand| demand.weight).sum();
    let is_strip = |demand: &Demand| demand.events == 0 && total > 0.0 && demand.silent != Silent::Stays;
    let strips = demands
        .iter()
        .filter(|demand| is_strip(demand) && demand.silent == Silent::Name)
        .count();
    let left_out = demands.iter().filter(|demand| is_strip(demand)).count();
    let headings = demands.iter().filter(|demand| demand.has_heading).count() as f32 * super::lanes::HEADING;
    let count = (demands.len() - left_out).max(1) as f32;
    let room = (height - headings - strips as f32 * STRIP).max(0.0);
    let least = |demand: &Demand| match (is_strip(demand), demand.has_counts) {
        (true, _) => 0.0,
        (false, true) => LEAST_CELLS,
        (false, false) => LEAST_MARKS,
    };
    let all_least: f32 = demands.iter().map(least).sum();
    let rest = (room - all_least).max(0.0);
    let share = |demand: &Demand| demand.weight.max(0.0).powf(0.72);
    let shares: f32 = demands.iter().filter(|demand| !is_strip(demand)).map(share).sum();
    let mut edge = 0.0;
    let spans = demands
        .iter()
        .map(|demand| {
            edge += if demand.has_heading { super::lanes::HEADING } else { 0.0 };
            let (height, class) = if is_strip(demand) {
                (if demand.silent == Silent::Nothing { 0.0 } else { STRIP }, Class::Strip)
            } else {
                let part = if shares > 0.0 { share(demand) / shares } else { 1.0 / count };
                let height = (least(demand) + rest * part).min(MOST_CELLS);
                (height, if height < LEAST_FULL * 0.85 { Class::Thin } else { Class::Full })
            };
            let top = edge;
            edge += height;
            Span {
                top,
                y: top + height / 2.0,
                bottom: edge,
                class,
                rows: [0; 2],
            }
        })
        .collect();
    Heights {
        is_binned: false,
        spans,
        total: edge,
        pitch: 14.0,
    }
}

impl Heights {
    /// All of it, this many times as high.
    #[must_use]
    pub fn scaled(mut self, by: f32) -> Self {
        for span in &mut self.spans {
            (span.top, span.y, span.bottom) = (span.top * by, span.y * by, span.bottom * by);
            if by < 1.0 {
                span.rows = span.rows.map(|rows| (rows as f32 * by * by) as usize);
            }
        }
        self.total *= by;
        self
    }

    /// Between these and others: 0 is these, 1 the others.
    #[must_use]
    pub fn towards(&self, other: &Self, share: f32) -> Self {
        if self.spans.len() != other.spans.len() || share >= 1.0 {
            return other.clone();
        }
        let mix = |a: f32, b: f32| a + (b - a) * share;
        let spans = self.spans.iter().zip(&other.spans).map(|(a, b)| Span {
            top: mix(a.top, b.top),
            y: mix(a.y, b.y),
            bottom: mix(a.bottom, b.bottom),
            class: b.class,
            rows: b.rows,
        });
        Self {
            is_binned: self.is_binned,
            spans: spans.collect(),
            total: mix(self.total, other.total),
            pitch: mix(self.pitch, other.pitch),
        }
    }

    /// Whether others are so different that lanes should change: another class, or a fifth more or less of a lane.
    #[must_use]
    pub fn differs_from(&self, other: &Self) -> bool {
        let height = |span: &Span| span.bottom - span.top;
        self.spans.len() != other.spans.len()
            || self
                .spans
                .iter()
                .zip(&other.spans)
                .any(|(a, b)| a.class != b.class || (height(a) - height(b)).abs() > 0.2 * height(a).max(height(b)))
    }
}

/// A lane with counts is never lower than this, in points, and one without.
const LEAST_CELLS: f32 = 34.0;
const LEAST_MARKS: f32 = 22.0;

/// A lane of cells is never higher than this, in points.
const MOST_CELLS: f32 = 260.0;

/// Stacks the lanes with such measures.
fn stack(demands: &[Demand], classes: &[Class], measure: Measure) -> Heights {
    let mut spans: Vec<Span> = Vec::with_capacity(demands.len());
    let mut edge = 0.0;
    for (at, (demand, class)) in demands.iter().zip(classes).enumerate() {
        if demand.has_heading {
            edge += super::lanes::HEADING;
        }
        let neighbor = |is_below: bool| {
            let other = if is_below { Some(at + 1) } else { at.checked_sub(1) }?;
            classes.get(other).copied()
        };
        let side = |is_below: bool| {
            let rows = demand.rows[usize::from(is_below)].min(measure.cap);
            let sign = demand.clear[usize::from(is_below)];
            let labels = if rows > 0 {
                FIRST_ROW + sign + rows as f32 * measure.pitch + LAST_ROW
            } else {
                0.0
            };
            match class {
                Class::Strip if demand.silent == Silent::Nothing => 0.0,
                Class::Strip => STRIP / 2.0,
                Class::Thin if is_below => measure.thin / 2.0,
                Class::Thin if demand.rows[0] == 0 => measure.thin / 2.0,
                Class::Thin => measure.thin / 2.0 + demand.rows[0].min(THIN_ROWS) as f32 * THIN_ROW - 6.0,
                Class::Full => {
                    let faces_full = neighbor(is_below) == Some(Class::Full);
                    let arrows = if faces_full { measure.gap / 2.0 } else { 0.0 };
                    let between = if demand.reaches[usize::from(is_below)] {
                        arrows
                    } else {
                        arrows.min(measure.gap / 4.0)
                    };
                    labels.max(between).max(LEAST_FULL / 2.0)
                }
            }
        };
        let (above, below) = (side(false), side(true));
        let rows = |height: f32, sign: f32| ((height - FIRST_ROW - sign - LAST_ROW) / measure.pitch + 0.01).max(0.0) as usize;
        spans.push(Span {
            top: edge,
            y: edge + above,
            bottom: edge + above + below,
            class: *class,
            rows: if *class == Class::Full {
                [rows(above, demand.clear[0]), rows(below, demand.clear[1])]
            } else {
                [0; 2]
            },
        });
        edge += above + below;
    }
    Heights {
        is_binned: false,
        spans,
        total: edge,
        pitch: measure.pitch,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn busy(weight: f32, rows: [usize; 2]) -> Demand {
        Demand {
            weight,
            events: weight.ceil() as usize,
            rows,
            reaches: [true; 2],
            ..Demand::default()
        }
    }

    #[test]
    fn the_busy_get_most_and_the_silent_their_name() {
        let demands = [busy(22.0, [15, 0]), busy(18.0, [0, 11]), busy(2.0, [0, 0]), busy(0.0, [0, 0])];
        let heights = share(&demands, 660.0);
        let of = |at: usize| heights.spans[at].bottom - heights.spans[at].top;
        assert_eq!(
            heights.spans.iter().map(|span| span.class).collect::<Vec<_>>(),
            [Class::Full, Class::Full, Class::Thin, Class::Strip]
        );
        assert!(heights.spans[0].rows[0] >= 15 && heights.total <= 660.0, "all rows fit");
        assert!(of(0) > 250.0 && of(1) > 200.0 && of(2) < 50.0 && of(3) <= STRIP);
    }

    proptest! {
        #[test]
        fn lanes_follow_on_each_other_and_fit_where_they_can(
            demands in proptest::collection::vec((0.0_f32..40.0, 0_usize..20, 0_usize..20, any::<bool>(), any::<bool>()), 1..40),
            height in 100.0_f32..1400.0,
        ) {
            let demands: Vec<Demand> = demands
                .into_iter()
                .map(|(weight, above, below, is_tall, is_pinned)| Demand { clear: if is_tall { [SIGN; 2] } else { [0.0; 2] }, silent: if is_pinned { Silent::Stays } else { Silent::Name }, ..busy(if weight < 4.0 { 0.0 } else { weight }, [above, below]) })
                .collect();
            let heights = share(&demands, height);
            let mut edge = 0.0;
            for span in &heights.spans {
                prop_assert!((span.top - edge).abs() < 0.01 && span.y >= span.top && span.bottom >= span.y);
                edge = span.bottom;
            }
            prop_assert!((heights.total - edge).abs() < 0.01);
            let least: f32 = heights.spans.iter().map(|span| match span.class {
                Class::Strip | Class::Thin => STRIP + 26.0,
                Class::Full => 72.0,
            }).sum();
            prop_assert!(heights.total <= height.max(least) + 0.01, "{} of {height}", heights.total);
        }
    }
}
