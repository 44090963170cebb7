//! What the elements of a web page are to its text (HTML, 4 “The elements of HTML” and 15.3 “Rendering: flow content”).

/// What an element is to the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Stands in a line, as `span` does and any element that is not known.
    Inline,
    /// Sets type, and goes on in the next block when it was not closed in its own.
    Setting,
    Bold,
    Italic,
    /// `p`, which ends where the next block begins.
    Paragraph,
    /// Begins and ends a line.
    Block,
    Heading(u8),
    List {
        numbered: bool,
    },
    Item,
    Preformatted,
    Table,
    /// `tbody` and its like.
    Rows,
    Row,
    Cell,
    /// The page's title.
    Title,
    /// `br`.
    Break,
    /// `hr`: parts lines, without content.
    Rule,
    /// Has no content.
    Empty,
    /// `meta`, which is empty and tells who wrote the page.
    Meta,
    /// No text, or a second form of what stands elsewhere.
    LeftOut,
    Deleted,
    Inserted,
}

impl Kind {
    pub fn of(name: &[u8]) -> Self {
        match name {
            b"b" | b"strong" => Self::Bold,
            b"i" | b"em" => Self::Italic,
            b"a" | b"big" | b"code" | b"font" | b"nobr" | b"s" | b"small" | b"strike" | b"tt"
            | b"u" => Self::Setting,
            b"p" => Self::Paragraph,
            b"address" | b"article" | b"aside" | b"blockquote" | b"body" | b"caption"
            | b"center" | b"dd" | b"details" | b"dialog" | b"div" | b"dl" | b"dt" | b"fieldset"
            | b"figcaption" | b"figure" | b"footer" | b"form" | b"header" | b"hgroup" | b"html"
            | b"legend" | b"main" | b"nav" | b"optgroup" | b"option" | b"search" | b"section"
            | b"summary" => Self::Block,
            b"h1" => Self::Heading(1),
            b"h2" => Self::Heading(2),
            b"h3" => Self::Heading(3),
            b"h4" => Self::Heading(4),
            b"h5" => Self::Heading(5),
            b"h6" => Self::Heading(6),
            b"ul" | b"menu" | b"dir" => Self::List { numbered: false },
            b"ol" => Self::List { numbered: true },
            b"li" => Self::Item,
            b"pre" | b"listing" | b"xmp" | b"plaintext" | b"textarea" => Self::Preformatted,
            b"table" => Self::Table,
            b"tbody" | b"thead" | b"tfoot" => Self::Rows,
            b"tr" => Self::Row,
            b"td" | b"th" => Self::Cell,
            b"title" => Self::Title,
            b"br" => Self::Break,
            b"hr" => Self::Rule,
            b"area" | b"base" | b"basefont" | b"bgsound" | b"col" | b"embed" | b"frame"
            | b"image" | b"img" | b"input" | b"keygen" | b"link" | b"param" | b"source"
            | b"track" | b"wbr" => Self::Empty,
            b"meta" => Self::Meta,
            // The reading aid over a word is a second form of it, as in Word documents.
            b"script" | b"style" | b"template" | b"noscript" | b"noframes" | b"noembed"
            | b"iframe" | b"object" | b"applet" | b"audio" | b"video" | b"canvas" | b"svg"
            | b"datalist" | b"annotation" | b"annotation-xml" | b"rp" | b"rt" | b"rtc" => {
                Self::LeftOut
            }
            b"del" => Self::Deleted,
            b"ins" => Self::Inserted,
            _ => Self::Inline,
        }
    }

    /// Whether it begins and ends a line.
    pub fn is_block(self) -> bool {
        matches!(
            self,
            Self::Paragraph
                | Self::Block
                | Self::Heading(_)
                | Self::List { .. }
                | Self::Item
                | Self::Preformatted
                | Self::Table
                | Self::Rows
                | Self::Row
                | Self::Rule
        )
    }

    /// Whether it stays open when what is around it ends (HTML, 13.2.4.3 “The list of active formatting elements”).
    pub fn outlives(self) -> bool {
        matches!(self, Self::Bold | Self::Italic | Self::Setting)
    }

    /// Whether it is a part of a table.
    pub fn is_of_table(self) -> bool {
        matches!(self, Self::Table | Self::Rows | Self::Row | Self::Cell)
    }
}
