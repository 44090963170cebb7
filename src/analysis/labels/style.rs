//! The house style of an output: what its labels say, and how words and labels are set.

use thiserror::Error;

use super::facts::Facts;
use super::fields::{Field, PublicField, ScreenField};
use super::making::{Label, Missing, Setting};
use super::template::{Template, TemplateError};
use crate::domain::NumberKey;
use crate::domain::house_style::{Audience, ExtractTemplate, HouseStyle, SpeakerTags};

/// A template of a style that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("The style “{style}” cannot be used: {error} ({which})")]
pub struct StyleError {
    /// The style's name.
    pub style: String,
    /// Which of its templates it is.
    pub which: WhichTemplate,
    /// What is wrong with it, and where.
    pub error: TemplateError,
}

/// One of the templates of a style.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhichTemplate {
    /// The one at this place in [`HouseStyle::extracts`].
    Extract(usize),
    /// That of [`HouseStyle::speakers`].
    Speakers,
}

impl std::fmt::Display for WhichTemplate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Extract(at) => write!(f, "template {} of the labels", at + 1),
            Self::Speakers => f.write_str("template of the speakers"),
        }
    }
}

/// The label of an extract, before it is set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExtractLabel {
    /// What it says, without brackets; nothing where the style prints no label.
    pub text: String,
    /// What is noted beside it.
    pub note: Option<String>,
    /// What should stand in it and is not known.
    pub missing: Vec<Missing>,
}

/// A style whose templates were read, to make any number of labels.
#[derive(Debug, Clone)]
pub struct Labels<F> {
    style: HouseStyle,
    extracts: Vec<Template<F>>,
    speakers: Template<F>,
}

/// Those of an empty style, which print nothing.
impl<F> Default for Labels<F> {
    fn default() -> Self {
        Self { style: HouseStyle::default(), extracts: Vec::new(), speakers: Template::nothing() }
    }
}

impl HouseStyle {
    /// Reads the templates. With [`PublicField`] the labels are for everybody; a template that names what is private is an error.
    ///
    /// # Errors
    /// Names the first template that cannot be read, and the place in it.
    pub fn labels<F: Field>(&self) -> Result<Labels<F>, StyleError> {
        let read = |(which, line): (WhichTemplate, &str)| {
            let error = |error| StyleError { style: self.name.clone(), which, error };
            self.read::<F>(line).map_err(error)
        };
        let mut all = self.templates().map(read).collect::<Result<Vec<_>, _>>()?;
        let speakers = all.pop().unwrap_or_else(Template::nothing);
        Ok(Labels { extracts: all, speakers, style: self.clone() })
    }

    /// What is wrong with its templates, as those whom it is for may read them: of each that cannot be read the first place.
    pub fn errors(&self) -> Vec<StyleError> {
        fn of<F: Field>(style: &HouseStyle) -> Vec<StyleError> {
            let read = |(which, line): (WhichTemplate, &str)| {
                let error = style.read::<F>(line).err()?;
                Some(StyleError { style: style.name.clone(), which, error })
            };
            style.templates().filter_map(read).collect()
        }
        match self.audience {
            Audience::Public => of::<PublicField>(self),
            Audience::Team => of::<ScreenField>(self),
        }
    }

    /// Its templates as they are written, that of the speakers last.
    fn templates(&self) -> impl Iterator<Item = (WhichTemplate, &str)> {
        let extracts = self.extracts.iter().enumerate();
        let extracts =
            extracts.map(|(at, one)| (WhichTemplate::Extract(at), one.template.as_str()));
        extracts.chain([(WhichTemplate::Speakers, self.speakers.template.as_str())])
    }

    fn read<F: Field>(&self, line: &str) -> Result<Template<F>, TemplateError> {
        Template::parse(line).and_then(|template| self.allowed(template))
    }

    /// A template, when it names no case or the style allows cases.
    fn allowed<F: Field>(&self, template: Template<F>) -> Result<Template<F>, TemplateError> {
        let is_case = |field: &F| field.public() == Some(&PublicField::Case);
        match template.fields().iter().find(|(field, _)| is_case(field)) {
            Some(&(_, span)) if !self.allows_cases => Err(TemplateError {
                span,
                message: "This style does not print cases, which lead a reader to the site; \
                          allow them in the style, or take “case” out."
                    .to_owned(),
            }),
            _ => Ok(template),
        }
    }
}

impl<F: Field> Labels<F> {
    /// The style.
    pub fn style(&self) -> &HouseStyle {
        &self.style
    }

    /// What its templates name, of labels and of tags.
    pub fn fields(&self) -> impl Iterator<Item = &F> {
        let all = self.extracts.iter().chain([&self.speakers]);
        all.flat_map(|template| template.fields().iter().map(|(field, _)| field))
    }

    /// The label of an extract. Where the style has no template for its kind, the whole label is missing.
    pub fn label(&self, facts: Facts<'_, F::Private>, numbers: &NumberKey) -> ExtractLabel {
        let public = facts.public;
        let of = |wanted: Option<&str>| {
            let is_wanted = |one: &ExtractTemplate| match wanted {
                Some(kind) => one.kinds.iter().any(|known| super::fields::same(known, kind)),
                None => one.kinds.is_empty(),
            };
            self.style.extracts.iter().position(is_wanted)
        };
        let at = public
            .kind_word
            .as_deref()
            .and_then(|word| of(Some(word)))
            .or_else(|| public.kind.and_then(|kind| of(Some(kind.word()))))
            .or_else(|| of(None));
        let Label { text, missing } = match at.and_then(|at| self.extracts.get(at)) {
            Some(template) => template.label(facts, &self.setting(numbers)),
            None => Label { text: String::new(), missing: vec![Missing::Label] },
        };
        let given = public.note.as_deref().map(str::trim).filter(|note| !note.is_empty());
        let emphasis = Some(self.style.notes.emphasis.trim())
            .filter(|note| public.has_emphasis && !note.is_empty() && given != Some(*note));
        let notes: Vec<&str> = given.into_iter().chain(emphasis).collect();
        let note = (!notes.is_empty()).then(|| notes.join("; "));
        ExtractLabel { text, note, missing }
    }

    /// The tag of who speaks within an extract, with its brackets and what stands behind it. The facts are those of the extract
    /// with nobody among its people but those who are tagged.
    pub fn tag(&self, facts: Facts<'_, F::Private>, numbers: &NumberKey) -> Label {
        let Label { text, missing } = self.speakers.label(facts, &self.setting(numbers));
        if text.is_empty() {
            return Label { text, missing };
        }
        let SpeakerTags { brackets, after, .. } = &self.style.speakers;
        let [open, close] = brackets.signs();
        Label { text: format!("{open}{text}{close}{after}"), missing }
    }

    fn setting<'s>(&'s self, numbers: &'s NumberKey) -> Setting<'s> {
        Setting {
            grain: self.style.grain,
            people: &self.style.people,
            compares_rounds: self.style.compares_rounds,
            numbers,
        }
    }
}
