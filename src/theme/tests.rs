//! What can be read and distinguished, computed from the tokens of the three themes: contrast as WCAG 2.2 has it, distances as CIE 1976
//! has them, as people without one kind of cones see them (Machado, Oliveira and Fernandes 2009).

use ecolor::Color32;

use super::*;

/// Linear red, green and blue, from 0 to 1.
type Light = [f32; 3];

const THEMES: [fn() -> &'static Theme; 3] = [Theme::light, Theme::dark, Theme::print];

fn light(color: Color32) -> Light {
    let linear = |part: u8| {
        let part = f32::from(part) / 255.0;
        if part <= 0.04045 {
            part / 12.92
        } else {
            ((part + 0.055) / 1.055).powf(2.4)
        }
    };
    [color.r(), color.g(), color.b()].map(linear)
}

/// L*, a*, b* under D65.
fn lab([red, green, blue]: Light) -> [f32; 3] {
    let part = |value: f32| {
        let value = value.max(0.0);
        if value > 0.008_856 {
            value.cbrt()
        } else {
            7.787 * value + 16.0 / 116.0
        }
    };
    let x = part((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.950_47);
    let y = part(0.2126 * red + 0.7152 * green + 0.0722 * blue);
    let z = part((0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.088_83);
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

/// How people see who lack cones for long, middle or short waves, wholly.
const SIGHTS: [(&str, [Light; 3]); 4] = [
    ("all", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
    (
        "protan",
        [
            [0.152_286, 1.052_583, -0.204_868],
            [0.114_503, 0.786_281, 0.099_216],
            [-0.003_882, -0.048_116, 1.051_998],
        ],
    ),
    (
        "deutan",
        [
            [0.367_322, 0.860_646, -0.227_968],
            [0.280_085, 0.672_501, 0.047_413],
            [-0.011_820, 0.042_940, 0.968_881],
        ],
    ),
    (
        "tritan",
        [
            [1.255_528, -0.076_749, -0.178_779],
            [-0.078_411, 0.930_809, 0.147_602],
            [0.004_733, 0.691_367, 0.303_900],
        ],
    ),
];

const GRAY: [Light; 3] = [[0.2126, 0.7152, 0.0722]; 3];

fn seen(color: Color32, sight: &[Light; 3]) -> Light {
    let light = light(color);
    sight.map(|row| row.iter().zip(light).map(|(share, part)| share * part).sum::<f32>().clamp(0.0, 1.0))
}

fn distance(one: Color32, other: Color32, sight: &[Light; 3]) -> f32 {
    let (one, other) = (lab(seen(one, sight)), lab(seen(other, sight)));
    one.iter().zip(other).map(|(a, b)| (a - b).powi(2)).sum::<f32>().sqrt()
}

#[test]
fn black_on_white_is_the_most_and_a_color_on_itself_the_least() {
    assert!((contrast(Color32::BLACK, Color32::WHITE) - 21.0).abs() < 0.01);
    assert!((contrast(Color32::RED, Color32::RED) - 1.0).abs() < 0.001);
    assert!(distance(Color32::BLACK, Color32::WHITE, &GRAY) > 99.0);
}

#[test]
fn text_can_be_read_on_every_ground() {
    for theme in THEMES.map(|theme| theme()) {
        for (ground, on) in [("background", theme.background), ("panel", theme.panel), ("raised", theme.raised)] {
            for (name, text) in [
                ("text", theme.text),
                ("muted", theme.muted),
                ("accent", theme.accent),
                ("error", theme.error),
            ] {
                let contrast = contrast(text, on);
                assert!(contrast >= 4.5, "{}: {name} on {ground} is {contrast:.2} : 1", theme.name);
            }
        }
        let found = contrast(theme.text, theme.hit);
        assert!(found >= 4.5, "{}: a hit is {found:.2} : 1", theme.name);
        for color in theme.leaders.iter().copied().chain([theme.accent]) {
            let found = contrast(theme.text_on(color), color);
            assert!(found >= 4.5, "{}: text on {color:?} is {found:.2} : 1", theme.name);
        }
    }
}

#[test]
fn marks_are_seen_on_every_ground() {
    for theme in THEMES.map(|theme| theme()) {
        let dim = contrast(theme.dim, theme.background);
        assert!(dim >= 3.0, "{}: a dim line is {dim:.2} : 1", theme.name);
        for color in theme.leaders.iter().copied().chain([theme.quiet]) {
            for ground in [theme.background, theme.panel, theme.raised] {
                let contrast = contrast(color, ground);
                assert!(contrast >= 3.0, "{}: {color:?} is {contrast:.2} : 1", theme.name);
            }
            // In gray too a mark is far from paper; whose it is says its lane, what it is its shape.
            let gray = distance(color, theme.background, &GRAY);
            assert!(gray >= 30.0, "{}: {color:?} is {gray:.0} from the background in gray", theme.name);
        }
    }
}

#[test]
fn leaders_can_be_told_apart_whichever_cones_there_are() {
    for theme in THEMES.map(|theme| theme()) {
        for (name, sight) in &SIGHTS {
            for (at, one) in theme.leaders.iter().enumerate() {
                for other in &theme.leaders[at + 1..] {
                    let found = distance(*one, *other, sight);
                    assert!(found >= 10.0, "{}, {name}: {one:?} and {other:?} are {found:.1} apart", theme.name);
                }
            }
        }
    }
}
