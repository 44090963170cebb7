//! `marginalia picture`: figures of a study as bars, timelines, a heat map, a network or a cloud, in a file.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::failure::Failure;
use super::output::print;
use super::{Outcome, open};
use crate::analysis::picture::{Room, Together, Unit, Which};
use crate::domain::SourceKind;
use crate::export::{PictureFormat, picture};
use crate::project::{PictureAsk, PictureKind, ProjectError, index_folder, write_export};

/// `marginalia picture …`
#[derive(Debug, Args)]
pub(super) struct Draw {
    /// The project file
    pub file: PathBuf,
    /// Which picture
    #[arg(long, value_enum, default_value = "bars")]
    pub kind: KindWord,
    /// Of which codes: top, used (the most used ones) or PATH (those below it)
    #[arg(long, value_name = "WHICH", default_value = "top")]
    pub codes: String,
    /// How many codes at most; of words, how many words [default: 20 codes, 100 words]
    #[arg(long, value_name = "N")]
    pub most: Option<usize>,
    /// Bars count sources instead of quotations
    #[arg(long)]
    pub by_source: bool,
    /// Bars for the two kinds that most sources are of, side by side
    #[arg(long)]
    pub by_kind: bool,
    /// Codes of a heat map or network share characters of passages that overlap, instead of quotations
    #[arg(long)]
    pub overlapping: bool,
    /// The least coefficient (Jaccard) that joins two codes of a network, in hundredths
    #[arg(long, value_name = "N", default_value_t = 1,
          value_parser = clap::value_parser!(u8).range(0..=100))]
    pub least: u8,
    /// The source of a timeline; without it, the timeline is one of the whole study
    #[arg(long, value_name = "NAME")]
    pub source: Option<String>,
    /// Only the words of sources of this kind
    #[arg(long, value_name = "KIND")]
    pub words_of: Option<SourceKind>,
    /// Count the forms of a word as one
    #[arg(long)]
    pub stem: bool,
    /// Only of what answers this question, written as in the window: speaker:"GP ID 161" date<2012-02
    #[arg(long, value_name = "QUESTION")]
    pub query: Option<String>,
    /// Draw everything in one colour
    #[arg(long)]
    pub one_colour: bool,
    /// The width of the picture, in points
    #[arg(long, value_name = "POINTS", default_value_t = 800,
          value_parser = clap::value_parser!(u32).range(240..=10_000))]
    pub width: u32,
    /// The file to write (.svg or .png); one that is there is replaced
    #[arg(short, long, value_name = "OUT")]
    pub output: PathBuf,
}

/// Which picture, as it is written in a shell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum KindWord {
    /// How often each code is used
    Bars,
    /// Codes by month; with --source, where they stand along that source
    Timeline,
    /// What stands together, as a heat map
    Heatmap,
    /// What stands together, as a network
    Network,
    /// Names of codes, sized by use
    Cloud,
    /// Words of the texts, sized by how often they stand there
    Words,
}

pub(super) fn draw(asked: &Draw) -> Result<Outcome, Failure> {
    // A slip of the person's is told before anything is opened.
    let format = PictureFormat::from_path(&asked.output)?;
    if asked.source.is_some() && asked.kind != KindWord::Timeline {
        let said = "only a timeline is of one source; write --kind timeline";
        return Err(Failure::Wrong(said.to_owned()));
    }
    if asked.query.is_some() && asked.kind == KindWord::Words {
        let said =
            "words are counted in whole texts; leave --query out, or ask for another picture";
        return Err(Failure::Wrong(said.to_owned()));
    }
    let mut project = open(&asked.file)?;
    let snapshot = project.snapshot().clone();
    let about = asked
        .query
        .as_deref()
        .map(|line| {
            let read = snapshot.read_query(line);
            read.map_err(|error| Failure::at_place(line, error.at, &error.message))
        })
        .transpose()?;
    let source = asked.source.as_deref().map(|name| {
        let found = snapshot.source_named(name).map(|info| info.id);
        found.ok_or_else(|| Failure::Wrong(format!("there is no source “{name}”")))
    });
    let source = source.transpose()?;
    let plain = PictureAsk::default();
    let wanted = PictureAsk {
        kind: match asked.kind {
            KindWord::Bars => PictureKind::Bars,
            KindWord::Timeline if source.is_some() => PictureKind::Source,
            KindWord::Timeline => PictureKind::Study,
            KindWord::Heatmap => PictureKind::HeatMap,
            KindWord::Network => PictureKind::Network,
            KindWord::Cloud => PictureKind::Cloud,
            KindWord::Words => PictureKind::Words,
        },
        which: match asked.codes.as_str() {
            "top" => Which::Top,
            "used" => Which::MostUsed,
            path => Which::Below(snapshot.codes.resolve(path).map_err(ProjectError::from)?.id),
        },
        most: asked.most.unwrap_or(plain.most),
        unit: if asked.by_source { Unit::Sources } else { Unit::Quotations },
        by_kind: asked.by_kind,
        together: if asked.overlapping { Together::Characters } else { Together::Quotations },
        least: asked.least,
        source,
        words: asked.most.unwrap_or(plain.words),
        stem: asked.stem,
        words_of: asked.words_of,
        about,
    };
    project.set_index_folder(index_folder().as_deref());
    let width = asked.width as f32;
    let room = Room { width, height: width * 0.625 };
    let scene = project.picture(&wanted)?.scene(room, !asked.one_colour);
    write_export(&asked.output, &picture(format, &scene)?)?;
    print(false, &(), |()| {
        format!("Wrote the picture “{}” to {}\n", scene.title, asked.output.display())
    })?;
    Ok(Outcome::Done)
}
