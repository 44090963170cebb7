//! What is printed after an extract, and how: the language of labels, house styles, and trims.
//!
//! # Templates
//!
//! A template says what a label is made of. Words stand as they are, fields in braces are filled for each extract:
//!
//! | template | label |
//! |---|---|
//! | `{role} ID {person}` | `GP ID 512` |
//! | `{role}, {year}` | `Locality lead, 2013` |
//! | `telephone interviewee ID {person}` | `telephone interviewee ID 9` |
//!
//! The brackets around a label, its place and its type are not written in the template: they belong to the house style. Which
//! fields there are, [`PUBLIC_FIELDS`] lists; [`PRIVATE_FIELDS`] can be named only in a style for the team's own screens.
//!
//! **What may be left out** stands between `<` and `>`. It is printed when every field in it is known, and goes with its
//! words and blanks when one is not. It may hold smaller parts of the same sort, which come and go by themselves.
//!
//! | template | known | label |
//! |---|---|---|
//! | `Extract from fieldnotes< {meeting_type}>< {date:MMMM YYYY}> {meeting}` | all | `Extract from fieldnotes Executive meeting June 2014 M51` |
//! | the same | no date | `Extract from fieldnotes Executive meeting M51` |
//! | the same | only the number | `Extract from fieldnotes M51` |
//!
//! A field that is empty elsewhere leaves a gap. The label is made all the same, and what is missing is listed with it.
//!
//! **What to print instead** stands behind a bar: `{qualifier|role}`, or words in quotation marks: `{meeting_type|"meeting"}`.
//!
//! **Dates** are printed in a form: `{date:MMMM YYYY}` is `March 2012`. `YYYY` is 2012, `YY` 12; `MMMM` March, `MMM` Mar, `MM` 03, `M` 3;
//! `DD` 05, `D` 5. Other words in a form stand in quotation marks: `{date:D "of" MMMM}`. Without a form, as much is printed as is known
//! of the date: `5 March 2012`, `March 2012` or `2012`. With a form, the field is empty when the form asks for what is not
//! known; what to print then stands behind a bar: `{date:MMMM YYYY|date:YYYY}`.
//!
//! **The first letter** of a field's words can be changed: `{kind:capital}` is `Interview`, `{role:small}` is `practice manager`, but
//! still `GP`.
//!
//! **What depends on something** is chosen with `when`; the first that fits is printed:
//!
//! ```text
//! {when kind is fieldnote: Extract from fieldnotes {meeting}
//!     | is minutes or "board paper": Extract from {kind}
//!     | otherwise: {role} ID {person}}
//! {when attribute "Size" is large: (large site) | is given: (small site)}
//! {when rounds are compared: , {year}}
//! ```
//!
//! Blanks around what is printed do not count; one that should is written `\ `. Values are compared without regard to capitals. Where
//! nothing fits and there is no `otherwise`, nothing is printed.
//!
//! **Signs** that mean something are printed when `\` stands before them: `\{`, `\}`, `\<`, `\>`, `\\`, and `\|` within `{when …}`.
//!
//! **Several people.** What stretches from the first field that speaks of a person to the last is said of each:
//! `{role} ID {person}` is `GP ID 512; Manager ID 514`. A style can name those together of whom the same is said:
//! `Managers ID 514 and 518`.
//!
//! # From an extract to print
//!
//! [`HouseStyle::labels`] reads a style's templates once; [`Labels::label`] fills them with [`Facts`] ([`PrivateFacts`]
//! only for the team's screens). [`HouseStyle::words`] prints the quotation's words with their [`Trims`], and [`HouseStyle::set`] joins the two.

mod completion;
mod date_format;
mod facts;
mod field_names;
mod fields;
mod making;
mod numbers;
mod parser;
mod plural;
mod printer;
mod register;
mod screen;
mod setting;
mod shipped;
mod style;
mod template;
#[cfg(test)]
mod tests;
mod trimming;
mod trims;

pub use completion::{Vocabulary, completions};
pub use facts::{
    Facts, PrivateFacts, PrivatePerson, PublicFacts, PublicMeeting, PublicPerson, RoleWords,
};
pub use field_names::{FieldName, PRIVATE_FIELDS, PUBLIC_FIELDS};
pub use fields::{Field, PrivateField, PublicField, ScreenField, Value, Who};
pub use making::{Label, Missing, Setting};
pub use plural::{listed, plural};
pub use register::{Register, Voice};
pub use screen::on_screen;
pub use setting::{Printed, PrintedAs, SpeakerTag, plain_text};
pub use style::{ExtractLabel, Labels, StyleError, WhichTemplate};
pub use template::{Template, TemplateError};
pub use trims::{LostWords, TrimError, TrimKind};

pub use crate::domain::house_style::{
    Audience, Brackets, Ellipsis, Emphasis, ExtractTemplate, Grain, HouseStyle, Notes, Numbering,
    People, Place, QuotationMarks, SpeakerTags,
};
pub use crate::domain::{Insertion, NumberKey, Trims};
