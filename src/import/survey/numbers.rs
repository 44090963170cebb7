//! Numbers of a workbook as words: whole ones without a decimal point, dates in ISO 8601, by the format of their cell.

use jiff::ToSpan;
use jiff::civil::date;

use super::Refusal;
use super::xml::{Piece, Xml, attribute};

/// As many formats of cells as a workbook can have; those beyond are plain.
const MOST: usize = 1 << 16;
/// Beyond these a number is written as it stands in the file.
const LARGEST: f64 = 1e15;
const SMALLEST: f64 = 1e-6;
const SECONDS_OF_DAY: f64 = 86_400.0;

/// What a format makes of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    Plain,
    /// Filled up with zeros to so many digits, as numbers of respondents are.
    Padded(usize),
    /// A moment: whether its day is shown, and its time.
    Moment {
        day: bool,
        time: bool,
    },
    /// Hours that count on beyond a day.
    Elapsed,
}

/// The formats of a workbook's cells.
pub(super) struct Formats {
    shapes: Vec<Shape>,
    is_1904: bool,
}

impl Formats {
    /// For a workbook without any.
    pub fn none(is_1904: bool) -> Self {
        Self { shapes: Vec::new(), is_1904 }
    }

    /// Reads the part with the styles (ECMA-376 part 1, 18.8): own formats (18.8.30) and which cells have which (18.8.10).
    pub fn read(xml: &str, is_1904: bool) -> Result<Self, Refusal> {
        let mut xml = Xml::new(xml);
        let mut own = std::collections::HashMap::new();
        let mut shapes = Vec::new();
        let mut of_cells = false;
        loop {
            match xml.piece()? {
                Piece::Open(element) => match element.local_name().as_ref() {
                    "numFmt" => {
                        let id = attribute(&element, "numFmtId").unwrap_or_default();
                        let code = attribute(&element, "formatCode").unwrap_or_default();
                        own.insert(id, shape(&code));
                    }
                    "cellXfs" => of_cells = true,
                    "xf" if of_cells && shapes.len() < MOST => {
                        let id = attribute(&element, "numFmtId").unwrap_or_default();
                        shapes.push(own.get(&id).copied().unwrap_or_else(|| built_in(&id)));
                    }
                    _ => {}
                },
                Piece::Close(element) if element.local_name().as_ref() == "cellXfs" => {
                    of_cells = false;
                }
                Piece::End => return Ok(Self { shapes, is_1904 }),
                _ => {}
            }
        }
    }

    /// A number as its cell shows it, in essence: `3` for `3.0`, `0.3` for `0.30000000000000004`, `2012-03-14` for `40982`
    /// under a format of dates, `0007` for `7` under the format `0000`. What is no number stays as it is.
    pub fn write(&self, value: &str, style: usize) -> String {
        let Some(number) = value.parse().ok().filter(|number: &f64| number.is_finite()) else {
            return value.to_owned();
        };
        let shape = self.shapes.get(style).copied().unwrap_or(Shape::Plain);
        let shaped = match shape {
            Shape::Plain => None,
            Shape::Padded(digits) => {
                let whole = (0.0..LARGEST).contains(&number) && number.fract() == 0.0;
                whole.then(|| format!("{number:0digits$}"))
            }
            Shape::Moment { day, time } => self.moment(number, day, time),
            Shape::Elapsed => (0.0..LARGEST).contains(&number).then(|| {
                let seconds = (number * SECONDS_OF_DAY).round() as u64;
                format!("{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
            }),
        };
        shaped.unwrap_or_else(|| plain(value, number))
    }

    /// A moment from the days since the end of 1899, or the beginning of 1904 (18.17.4.1). Less than a day is a time.
    fn moment(&self, number: f64, day: bool, time: bool) -> Option<String> {
        if !(0.0..3_000_000.0).contains(&number) {
            return None;
        }
        let seconds = (number * SECONDS_OF_DAY).round() as i64;
        let (days, seconds) = (seconds / 86_400, seconds % 86_400);
        let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
        let clock = format!("{hour:02}:{minute:02}:{second:02}");
        if time && (!day || number < 1.0) {
            return Some(clock);
        }
        let start = match self.is_1904 {
            true => date(1904, 1, 1),
            // The first programs took 1900 for a leap year, and all have kept to it.
            false if days < 60 => date(1899, 12, 31),
            false => date(1899, 12, 30),
        };
        let on = start.checked_add(days.days()).ok()?;
        Some(if time && seconds > 0 { format!("{on}T{clock}") } else { on.to_string() })
    }
}

/// A number without the traces of its binary form, in fifteen digits as spreadsheets show them.
fn plain(value: &str, number: f64) -> String {
    let size = number.abs();
    if size == 0.0 {
        return "0".to_owned();
    }
    if !(SMALLEST..LARGEST).contains(&size) {
        return value.to_owned();
    }
    let rounded: Result<f64, _> = format!("{number:.14e}").parse();
    rounded.map_or_else(|_| value.to_owned(), |rounded| rounded.to_string())
}

/// The formats that every program knows by number (18.8.30); those of East Asia mean dates or times by language, of which
/// both are shown.
fn built_in(id: &str) -> Shape {
    match id.parse() {
        Ok(14..=17) => Shape::Moment { day: true, time: false },
        Ok(18..=21 | 45 | 47) => Shape::Moment { day: false, time: true },
        Ok(22 | 27..=36 | 50..=58) => Shape::Moment { day: true, time: true },
        Ok(46) => Shape::Elapsed,
        Ok(0u32..) | Err(_) => Shape::Plain,
    }
}

/// What the code of a format makes of a number, by its first section (18.8.31).
fn shape(code: &str) -> Shape {
    let (mut year_or_day, mut month_or_minute, mut hour_or_second) = (false, false, false);
    let mut characters = code.chars();
    while let Some(c) = characters.next() {
        match c {
            ';' => break,
            '"' => drop(characters.by_ref().find(|&c| c == '"')),
            // The next character is meant literally, or as a width, or as filling.
            '\\' | '_' | '*' => drop(characters.next()),
            '[' => {
                let inside: String = characters.by_ref().take_while(|&c| c != ']').collect();
                let is_elapsed = !inside.is_empty()
                    && inside.chars().all(|c| matches!(c, 'h' | 'H' | 'm' | 'M' | 's' | 'S'));
                if is_elapsed {
                    return Shape::Elapsed;
                }
            }
            'y' | 'Y' | 'd' | 'D' => year_or_day = true,
            'm' | 'M' => month_or_minute = true,
            'h' | 'H' | 's' | 'S' => hour_or_second = true,
            _ => {}
        }
    }
    let day = year_or_day || month_or_minute && !hour_or_second;
    match () {
        () if day || hour_or_second => Shape::Moment { day, time: hour_or_second },
        () if (2..=20).contains(&code.len()) && code.bytes().all(|b| b == b'0') => {
            Shape::Padded(code.len())
        }
        () => Shape::Plain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_formats() {
        let (date, time) =
            (Shape::Moment { day: true, time: false }, Shape::Moment { day: false, time: true });
        let both = Shape::Moment { day: true, time: true };
        for (code, expected) in [
            ("General", Shape::Plain),
            ("0.00", Shape::Plain),
            ("#,##0 [$€-407];[Red]-#,##0", Shape::Plain),
            ("\"Day \"0", Shape::Plain),
            ("0 \\d", Shape::Plain),
            ("0000", Shape::Padded(4)),
            ("dd/mm/yyyy", date),
            ("[$-809]d mmmm yyyy;@", date),
            ("mmm-yy", date),
            ("hh:mm AM/PM", time),
            ("mm:ss", time),
            ("yyyy-mm-dd hh:mm", both),
            ("[h]:mm:ss", Shape::Elapsed),
        ] {
            assert_eq!(shape(code), expected, "{code}");
        }
    }

    #[test]
    fn numbers_are_written_as_people_do() {
        let xml = "<styleSheet><numFmts><numFmt numFmtId='164' formatCode='0000'/></numFmts>\
             <cellStyleXfs><xf numFmtId='14'/></cellStyleXfs><cellXfs><xf numFmtId='0'/>\
             <xf numFmtId='14'/><xf numFmtId='22'/><xf numFmtId='20'/><xf numFmtId='46'/>\
             <xf numFmtId='164'/></cellXfs></styleSheet>";
        let formats = Formats::read(xml, false).expect("formats");
        for (value, style, expected) in [
            ("3.0", 0, "3"),
            ("-0", 0, "0"),
            ("0.30000000000000004", 0, "0.3"),
            ("1e3", 0, "1000"),
            ("1E+300", 0, "1E+300"),
            ("12 apples", 0, "12 apples"),
            ("inf", 0, "inf"),
            ("40982", 1, "2012-03-14"),
            ("1", 1, "1900-01-01"),
            ("59", 1, "1900-02-28"),
            ("61", 1, "1900-03-01"),
            ("-3", 1, "-3"),
            ("9e9", 1, "9000000000"),
            ("40982.40625", 2, "2012-03-14T09:45:00"),
            ("40982", 2, "2012-03-14"),
            ("0.999999999", 3, "00:00:00"),
            ("0.40625", 3, "09:45:00"),
            ("1.5", 4, "36:00:00"),
            ("7", 5, "0007"),
            ("7.5", 5, "7.5"),
            ("7", 99, "7"),
        ] {
            assert_eq!(formats.write(value, style), expected, "{value} in {style}");
        }
        assert_eq!(Formats::read(xml, true).expect("formats").write("39520", 1), "2012-03-14");
    }
}
