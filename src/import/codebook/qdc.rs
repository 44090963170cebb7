//! REFI-QDA codebooks (`.qdc`; specification 1.5, 5.2 and the schema QDA-XML 1.0 of 18 March 2019).
//!
//! Programs differ from the schema and from each other, so names are compared without their namespace (`1.0`, `0:4` and
//! none occur), children may come in any order, containers may be empty, and a member of a set may name its code by
//! `targetGUID`. What was mended and what was passed over is told.

use std::collections::{BTreeMap, HashMap};

use uuid::Uuid;

use super::{
    CodebookCode, CodebookError, CodebookSet, Gathered, MOST, characters, colours, entities,
    listing, one_line,
};
use crate::domain::{CodeId, Colour, PATH_SEPARATOR};
use crate::import::Refusal;
use crate::import::elements::{self, Element, Visitor};
use crate::text::counted;

/// What a code without a name is called.
const NAMELESS: &str = "Without a name";
/// The code that some files of NVivo put above all others.
const WRAPPER: &str = "Nodes";

/// Reads a codebook.
pub(super) fn read(bytes: &[u8]) -> Result<Gathered, CodebookError> {
    let (xml, doubts) = characters(bytes)?;
    if !xml.trim_start().starts_with('<') {
        return Err(CodebookError::NotACodebook);
    }
    let (xml, mended) = entities::mended(&xml);
    let mut book = Book::default();
    elements::read(&xml, &mut book).map_err(|refusal| match refusal {
        Refusal::Dtd => CodebookError::Dtd,
        Refusal::TooDeep => CodebookError::TooDeep,
        _ => CodebookError::Malformed,
    })?;
    if book.are_too_many {
        return Err(CodebookError::TooMany);
    }
    if !book.is_codebook {
        return Err(CodebookError::NotACodebook);
    }
    book.warnings = doubts;
    if mended > 0 {
        let signs = counted(mended, "ampersand that is", "ampersands that are");
        book.warnings
            .push(format!("Mended {signs} no XML; check names with “&” and with accents."));
    }
    book.gathered()
}

/// An element that is open.
enum Open {
    /// One whose children matter and not its words.
    Container,
    /// A code, by its place.
    Code(usize),
    /// A set, by its place.
    Set(usize),
    /// The description of a code.
    Description(usize),
    /// One that is passed over, with all that is in it.
    Other,
}

/// A code as it stands in the file.
struct Found {
    guid: Option<CodeId>,
    name: String,
    parent: Option<usize>,
    is_codable: Option<bool>,
    colour: Option<String>,
    description: String,
}

/// A set as it stands in the file.
struct FoundSet {
    name: String,
    members: Vec<Option<CodeId>>,
}

/// A file while it is read.
#[derive(Default)]
struct Book {
    is_codebook: bool,
    are_too_many: bool,
    origin: String,
    open: Vec<Open>,
    codes: Vec<Found>,
    sets: Vec<FoundSet>,
    /// Elements that were passed over, by name.
    others: BTreeMap<String, usize>,
    /// Keys that are no GUIDs.
    strange_guids: usize,
    warnings: Vec<String>,
}

impl Book {
    /// A key; braces and capitals make no difference.
    fn guid(&mut self, element: &Element<'_>, names: &[&str]) -> Option<CodeId> {
        let written = names.iter().find_map(|name| element.attribute(name))?;
        let inner = written.trim().trim_start_matches('{').trim_end_matches('}');
        let guid = Uuid::try_parse(inner).ok().filter(|uuid| !uuid.is_nil()).map(CodeId::new);
        self.strange_guids += usize::from(guid.is_none());
        guid
    }

    fn code_above(&self) -> Option<usize> {
        self.open.iter().rev().find_map(|open| match open {
            Open::Code(place) => Some(*place),
            _ => None,
        })
    }

    /// The codes by their paths, the sets, and what is to be checked.
    fn gathered(self) -> Result<Gathered, CodebookError> {
        let wrapper = self.wrapper();
        let mut gathered = Gathered { warnings: self.warnings, ..Gathered::default() };
        if wrapper.is_some() {
            gathered.warnings.push(format!(
                "All codes stood below “{WRAPPER}”, which only holds them; it was left out."
            ));
        }
        // The place of each code of the file among those gathered; none for the wrapper.
        let mut places: Vec<Option<usize>> = Vec::with_capacity(self.codes.len());
        let mut of_guid: HashMap<CodeId, usize> = HashMap::new();
        let mut numbers: HashMap<Vec<String>, usize> = HashMap::new();
        let mut colours = Vec::new();
        let (mut nameless, mut doubled, mut flat) = (0, Vec::new(), 0);
        for (at, found) in self.codes.into_iter().enumerate() {
            if wrapper == Some(at) {
                places.push(None);
                continue;
            }
            let above = found.parent.and_then(|parent| places[parent]);
            let mut path =
                above.map_or_else(Vec::new, |place: usize| gathered.codes[place].path.clone());
            let mut name = one_line(&found.name);
            if name.is_empty() {
                nameless += 1;
                name = NAMELESS.to_owned();
            }
            flat += usize::from(name.contains("::"));
            path.push(name.clone());
            if gathered.is_listed(&path) {
                // Where thousands bear one name, none counts from the beginning again.
                let number = numbers.entry(path.clone()).or_insert(1);
                while gathered.is_listed(&path) {
                    *number += 1;
                    path.pop();
                    path.push(format!("{name} ({number})"));
                }
                doubled.push(format!("“{}”", path.join(PATH_SEPARATOR)));
            }
            let colour = found.colour.as_deref().and_then(colours::meant);
            if let Some(written) = &found.colour {
                note_colour(written, colour, &path, &mut colours);
            }
            let mut code = CodebookCode {
                key: found.guid,
                path,
                colour,
                is_applicable: found.is_codable,
                ..CodebookCode::default()
            };
            code.describe(&found.description);
            let place = gathered.add(code)?;
            if let Some(guid) = found.guid {
                of_guid.entry(guid).or_insert(place);
            }
            places.push(Some(place));
        }
        let warnings = &mut gathered.warnings;
        if nameless > 0 {
            let codes = counted(nameless, "code has", "codes have");
            warnings.push(format!("{codes} no name and came in as “{NAMELESS}”."));
        }
        if !doubled.is_empty() {
            warnings.push(format!(
                "Codes below the same code bore the same name and were numbered: {}.",
                listing(&doubled)
            ));
        }
        if !colours.is_empty() {
            warnings
                .push(format!("Colours that are not written as #rrggbb: {}.", listing(&colours)));
        }
        if flat > 0 && self.origin.starts_with("ATLAS.ti") {
            let names = counted(flat, "name holds", "names hold");
            warnings.push(format!(
                "{names} “::”, by which ATLAS.ti 8 wrote sub-codes; such codes stand beside each other and can be moved."
            ));
        }
        if self.strange_guids > 0 {
            let keys = counted(self.strange_guids, "key is no GUID", "keys are no GUIDs");
            warnings.push(format!("{keys}; those codes are known by their paths."));
        }
        let mut strangers = 0;
        for set in self.sets {
            let mut codes = Vec::new();
            for member in set.members {
                match member.and_then(|guid| of_guid.get(&guid)) {
                    Some(&place) if !codes.contains(&place) => codes.push(place),
                    Some(_) => {}
                    None => strangers += 1,
                }
            }
            let name = one_line(&set.name);
            let name = if name.is_empty() { NAMELESS.to_owned() } else { name };
            gathered.sets.push(CodebookSet { name, codes });
        }
        if strangers > 0 {
            let members = counted(strangers, "member of a set is", "members of sets are");
            gathered.warnings.push(format!("{members} not among the codes and was left out."));
        }
        for (name, count) in self.others {
            let elements = counted(count, "element", "elements");
            gathered.warnings.push(format!("Not read: {elements} “{name}”."));
        }
        Ok(gathered)
    }

    /// The one code above all others that only wraps them.
    fn wrapper(&self) -> Option<usize> {
        let mut tops = (0..self.codes.len()).filter(|&at| self.codes[at].parent.is_none());
        let (top, None) = (tops.next()?, tops.next()) else { return None };
        let code = &self.codes[top];
        let wraps = self.codes.len() > 1
            && code.is_codable == Some(false)
            && code.description.trim().is_empty()
            && code.name.trim().eq_ignore_ascii_case(WRAPPER);
        wraps.then_some(top)
    }
}

/// Notes a colour that the schema does not allow, and what was made of it.
fn note_colour(written: &str, colour: Option<Colour>, path: &[String], colours: &mut Vec<String>) {
    let is_plain = written.starts_with('#') && matches!(written.len(), 4 | 7) && colour.is_some();
    if !is_plain {
        let code = path.last().map_or("", String::as_str);
        let came = colour.map_or_else(|| "left out".to_owned(), |colour| colour.to_string());
        let written: String = written.chars().take(40).collect();
        colours.push(format!("“{written}” of “{code}” ({came})"));
    }
}

impl Visitor for Book {
    fn open(&mut self, element: &Element<'_>) {
        let open = match (self.open.last(), element.name) {
            (Some(Open::Other), _) => Open::Other,
            (_, "CodeBook" | "Codebook") => {
                self.is_codebook = true;
                if let Some(origin) = element.attribute("origin") {
                    self.origin = origin;
                }
                Open::Container
            }
            (None, "Project") => {
                self.origin = element.attribute("origin").unwrap_or_default();
                Open::Container
            }
            (_, "Codes" | "Sets") => Open::Container,
            (_, "Code") if self.codes.len() > MOST => {
                self.are_too_many = true;
                Open::Other
            }
            (_, "Code") => {
                let is_codable = element.attribute("isCodable");
                let found = Found {
                    guid: self.guid(element, &["guid"]),
                    name: element.attribute("name").unwrap_or_default(),
                    parent: self.code_above(),
                    is_codable: match is_codable.unwrap_or_default().trim() {
                        "true" | "True" | "1" => Some(true),
                        "false" | "False" | "0" => Some(false),
                        _ => None,
                    },
                    colour: element.attribute("color").filter(|text| !text.trim().is_empty()),
                    description: String::new(),
                };
                self.codes.push(found);
                Open::Code(self.codes.len() - 1)
            }
            (_, "Set") => {
                let name = element.attribute("name").unwrap_or_default();
                self.sets.push(FoundSet { name, members: Vec::new() });
                Open::Set(self.sets.len() - 1)
            }
            (Some(&Open::Set(set)), "MemberCode") => {
                let member = self.guid(element, &["guid", "targetGUID"]);
                self.sets[set].members.push(member);
                Open::Container
            }
            (Some(&Open::Code(code)), "Description") => Open::Description(code),
            (above, name) => {
                let within = if matches!(above, Some(Open::Set(_))) { "Set/" } else { "" };
                let name = format!("{within}{name}");
                *self.others.entry(name.chars().take(40).collect()).or_default() += 1;
                Open::Other
            }
        };
        self.open.push(open);
    }

    fn close(&mut self) {
        self.open.pop();
    }

    fn characters(&mut self, characters: &str) {
        if let Some(&Open::Description(code)) = self.open.last() {
            self.codes[code].description.push_str(characters);
        }
    }
}
