//! A template as a tree.

use std::fmt;

use thiserror::Error;

use super::date_format::DatePart;
use super::fields::Field;
use super::{parser, printer};
use crate::domain::Span;

/// What a label says, to be filled with the facts of an extract. Its fields are public ones or all of them; which, its type says.
#[derive(Debug, Clone)]
pub struct Template<F> {
    pub(super) parts: Vec<Part<F>>,
    pub(super) named: Vec<(F, Span)>,
}

/// Two templates are the same when they say the same, however they are written.
impl<F: Field> PartialEq for Template<F> {
    fn eq(&self, other: &Self) -> bool {
        self.parts == other.parts
    }
}

impl<F: Field> Eq for Template<F> {}

/// A piece of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part<F> {
    /// Printed as it stands; two of them never stand side by side.
    Words(String),
    /// A field and what is printed where it is empty: `{qualifier|role}`. The first is a field.
    Fields(Vec<Alternative<F>>),
    /// `<…>`: not printed when a field in it is empty.
    Group(Vec<Part<F>>),
    /// `{when …}`
    Choice(Choice<F>),
}

/// One of several things of which the first that is not empty is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Alternative<F> {
    /// What a field says, in a form.
    Field(F, Form),
    /// Words, which are never empty.
    Words(String),
}

/// The form in which a field is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Form {
    /// As it is.
    Plain,
    /// The first letter is a capital.
    Capital,
    /// The first letter is none, but in an abbreviation.
    Small,
    /// A date in this form.
    Date(Vec<DatePart>),
}

/// What is printed depends on something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Choice<F> {
    /// On what.
    pub on: Subject<F>,
    /// What is printed when, the first that holds; at least one.
    pub arms: Vec<(Test, Vec<Part<F>>)>,
    /// What is printed when none holds; nothing where there is no such arm.
    pub otherwise: Option<Vec<Part<F>>>,
}

/// What a choice depends on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Subject<F> {
    /// What a field says.
    Field(F),
    /// Whether the output compares rounds. There is one arm, with [`Test::Given`].
    Compared,
}

/// What must hold of the subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Test {
    /// It is one of these.
    Is(Vec<String>),
    /// It is not empty.
    Given,
}

/// What is wrong with a template, and where.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{message}")]
pub struct TemplateError {
    /// The place in the template, in code points; empty at its end.
    pub span: Span,
    /// What is wrong there and what to write instead, as a sentence.
    pub message: String,
}

impl<F> Template<F> {
    /// The empty one, which prints no label.
    pub(super) const fn nothing() -> Self {
        Self { parts: Vec::new(), named: Vec::new() }
    }
}

impl<F: Field> Template<F> {
    /// Reads a template. An empty one prints no label.
    ///
    /// # Errors
    /// Names the first place that cannot be understood.
    pub fn parse(line: &str) -> Result<Self, TemplateError> {
        parser::parse(line)
    }

    /// The fields it names, each with its place in code points, in the order in which they stand.
    pub fn fields(&self) -> &[(F, Span)] {
        &self.named
    }

    /// Whether it prints no label.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }
}

/// The template as it is written.
impl<F: Field> fmt::Display for Template<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&printer::print(&self.parts))
    }
}

/// Whether a sign is one of the quotation marks that keyboards and word processors give.
pub(super) fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '‟')
}

/// Whether a sign stands for something in a template, wherever it is.
pub(super) fn is_sign(c: char) -> bool {
    matches!(c, '{' | '}' | '<' | '>' | '\\')
}
