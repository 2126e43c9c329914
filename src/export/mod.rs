//! Back ends. Each takes finished input and gives bytes; neither knows of YAML or templates.

mod deflate;
pub mod docx;
pub mod pdf;
