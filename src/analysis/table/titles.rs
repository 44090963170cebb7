//! What a table is called: what is counted, and by what.

use super::{Cells, Dimension, Shown, Table};

impl Cells {
    /// What is counted, for a heading.
    pub const fn heading(self) -> &'static str {
        match self {
            Self::Quotations => "Quotations",
            Self::Codings => "Codings",
            Self::People => "People",
            Self::Cases => "Cases",
            Self::Sources => "Sources",
            Self::Words => "Words",
            Self::Together => "Quotations that meet",
            Self::Characters => "Characters in common",
        }
    }

    /// One and several of what is counted.
    pub const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Quotations | Self::Together => ("quotation", "quotations"),
            Self::Codings => ("coding", "codings"),
            Self::People => ("person", "people"),
            Self::Cases => ("case", "cases"),
            Self::Sources => ("source", "sources"),
            Self::Words => ("word", "words"),
            Self::Characters => ("character", "characters"),
        }
    }

    /// What it means, in a sentence.
    pub const fn help(self) -> &'static str {
        match self {
            Self::Quotations => "Quotations; of two codes those that bear both",
            Self::Codings => "Codings: a quotation that two coders gave a code counts twice",
            Self::People => {
                "Different people who say it, as the turns or the sources name them, without interviewers"
            }
            Self::Cases => "Different cases",
            Self::Sources => "Different sources",
            Self::Words => "Words of the quotations",
            Self::Together => {
                "Quotations of either code that share a character with one of the other"
            }
            Self::Characters => "Characters that quotations of both codes cover, each once",
        }
    }
}

impl Shown {
    /// How the figures are shown, for a choice.
    pub const fn heading(self) -> &'static str {
        match self {
            Self::Counts => "Counts",
            Self::RowShare => "Shares of the row",
            Self::ColumnShare => "Shares of the column",
            Self::YesNo => "Yes or no",
            Self::Coefficient => "Coefficient (Jaccard)",
        }
    }
}

impl Table {
    /// What the table is: `Quotations by code and case`.
    pub fn title(&self, shown: Shown) -> String {
        let by = [&self.rows, &self.columns].map(|axis| match axis.dimension {
            Dimension::Everything => None,
            _ => Some(axis.word.as_str()),
        });
        let by = match by {
            [Some(row), Some(column)] => format!(" by {row} and {column}"),
            [Some(one), None] | [None, Some(one)] => format!(" by {one}"),
            [None, None] => String::new(),
        };
        let how = match shown {
            Shown::Counts => "",
            Shown::RowShare => ", as shares of the row",
            Shown::ColumnShare => ", as shares of the column",
            Shown::YesNo => ", yes or no",
            Shown::Coefficient => ", Jaccard’s coefficient",
        };
        format!("{}{by}{how}", self.cells.heading())
    }

    /// What is to be known to read it, in sentences.
    pub fn notes(&self, shown: Shown) -> Vec<String> {
        let mut notes = Vec::new();
        let of_codes = |dimension: &Dimension| matches!(dimension, Dimension::Codes(_));
        if of_codes(&self.rows.dimension) || of_codes(&self.columns.dimension) {
            notes.push(match self.sub_codes {
                true => "A code stands for those below it, too.".to_owned(),
                false => "Each code stands for itself alone.".to_owned(),
            });
        }
        let mut help = self.cells.help().to_owned();
        help.push('.');
        notes.push(help);
        if shown == Shown::Coefficient {
            notes.push(
                "The coefficient is what the two codes have in common by what either has (Jaccard), from 0 to 1."
                    .to_owned(),
            );
        } else {
            notes.push(
                "Totals count each once, however many rows or columns it stands in.".to_owned(),
            );
        }
        notes
    }
}
