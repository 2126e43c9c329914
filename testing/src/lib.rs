//! What the tests, the fuzz targets and the measurements share and what knows nothing of the program:
//! made-up reports, made-up fonts, and readers of the files that come out.

pub mod docx;
pub mod font;
pub mod generate;
pub mod package;
pub mod pdf;
