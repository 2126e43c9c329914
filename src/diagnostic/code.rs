//! Every code that a finding may bear: what it means, how to mend it, and what it does to the exit code.

/// What kind of thing went wrong; it decides the exit code of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// What is written in a report, a `county.yaml`, a template or a style file.
    Content,
    /// A file or folder that cannot be found, read or written.
    Files,
    /// The command line or the environment.
    Usage,
    /// The program itself.
    Program,
}

impl Kind {
    /// The exit code of a run with an error of this kind; of several errors the highest counts.
    pub fn exit_code(self) -> u8 {
        match self {
            Self::Content => 1,
            Self::Files | Self::Usage | Self::Program => 2,
        }
    }
}

macro_rules! codes {
    ($($name:ident = $id:literal, $kind:ident, $meaning:literal, $mend:literal;)*) => {
        /// The code of a finding. One once given out keeps its meaning.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(
                #[doc = concat!("`", $id, "`: ", $meaning, "。")]
                $name,
            )*
            /// A rule of the checks, `NB1xx`; its words stand in the rule's own file.
            Rule(&'static str),
        }

        impl Code {
            /// Every code but those of the rules.
            pub const TABLE: &[Self] = &[$(Self::$name),*];

            /// How people and programs are told: `NB001`.
            pub fn id(self) -> &'static str {
                match self {
                    $(Self::$name => $id,)*
                    Self::Rule(id) => id,
                }
            }

            /// What kind of thing is wrong.
            pub fn kind(self) -> Kind {
                match self {
                    $(Self::$name => Kind::$kind,)*
                    Self::Rule(_) => Kind::Content,
                }
            }

            /// What it means, a sentence for a clerk; empty for a rule.
            pub fn meaning(self) -> &'static str {
                match self {
                    $(Self::$name => $meaning,)*
                    Self::Rule(_) => "",
                }
            }

            /// How to mend it, for a clerk; empty for a rule.
            pub fn mend(self) -> &'static str {
                match self {
                    $(Self::$name => $mend,)*
                    Self::Rule(_) => "",
                }
            }
        }
    };
}

codes! {
    // The YAML as a file and as text.
    Gbk = "NB001", Content, "文件是 GBK（GB 18030）编码，不是 UTF-8",
        "用记事本打开，“另存为”时编码选 UTF-8";
    Utf16 = "NB002", Content, "文件是 UTF-16 编码，不是 UTF-8",
        "用记事本打开，“另存为”时编码选 UTF-8";
    NotText = "NB003", Content, "文件不是文本文件",
        "核对是不是选错了文件，或者没有存好；Word 文件存成 .docx 的可以直接用";
    TooLarge = "NB004", Content, "文件太大，不像是一份报告",
        "核对是不是选错了文件";
    EmptyFile = "NB005", Content, "文件里什么也没有写",
        "用 nianbao new 生成一份骨架，照着填写";
    NotAMap = "NB006", Content, "文件不是由一行行“名称: 内容”组成的",
        "照 nianbao new 生成的骨架写，每一项占一行，名称后面是冒号和空格";
    SeveralDocuments = "NB007", Content, "一个文件里写了几份报告",
        "把 --- 后面的另存成单独的文件，一份报告一个文件";
    TooDeep = "NB008", Content, "层次套得太深",
        "照骨架写，不要在内容里再套一层层的括号或缩进";
    UnusedFeature = "NB009", Content, "用了报告用不到的 YAML 写法（&、*、!、% 开头）",
        "本来就是文字的，给整段文字加上引号；否则删去";
    Colon = "NB010", Content, "冒号写得不对",
        "名称后面用半角冒号加一个空格；文字里有“: ”的，整段加上引号；nianbao check --fix 能自动改名称后面的冒号";
    Tab = "NB011", Content, "缩进里有制表符（Tab）",
        "把 Tab 换成空格；nianbao check --fix 能自动改";
    Quote = "NB012", Content, "引号没有配对，或者引号后面还有文字",
        "补上另一半引号；文字里要有引号的，用中文引号，或用“|”另起一行写";
    Bracket = "NB013", Content, "括号没有配对，或者里面缺了逗号",
        "方括号、花括号要成对，各项之间用半角逗号隔开";
    Indent = "NB014", Content, "上下几行对不齐",
        "同一层的各行左边对齐，下一层比上一层多缩进两格";
    YamlSyntax = "NB015", Content, "不合 YAML 的写法",
        "照骨架写；文字以特殊符号开头的，整段加上引号";

    // What the report says.
    UnknownKey = "NB020", Content, "不认识这一项",
        "核对名称有没有写错；nianbao new 生成的骨架里有全部的项";
    Twice = "NB021", Content, "同一项写了两次",
        "只留一处";
    Missing = "NB022", Content, "缺了必须写的项",
        "照提示补上这一项";
    WrongType = "NB023", Content, "内容的样子不对：要文字的地方写了列表，要表的地方写了文字，等等",
        "照提示里的例子改写";
    Year = "NB024", Content, "年度写得不对",
        "写成四位数的年份，例如“年度: 2026”";
    Date = "NB025", Content, "日期写得不对，或者没有这一天",
        "写成“2027-01-20”或“2027年1月20日”";
    Form = "NB026", Content, "没有这一版格式",
        "删去“格式”一项，由程序按年度选；或写提示里列出的版本";
    TwoShapes = "NB027", Content, "“正文”和标准的各部分不能一起写",
        "要么按标准的六部分写，要么把各部分都列在“正文”里";
    Table = "NB028", Content, "“表”写的不是表的名字，或者一张表放了两次",
        "改成提示里列出的名字；一张表只放在一个部分里";
    TableNotShown = "NB029", Content, "表里填了数，但没有哪一部分放这张表，不会印出来",
        "在“正文”里要放表的那一部分写上“表: ”和表名";
    RowLength = "NB030", Content, "一行的数多了或少了",
        "按表的列数填，没有发生的写 0";
    Seals = "NB031", Content, "“印章图片”和署名的机关、“盖章”对不上",
        "几个机关联合发文的，一个机关一个图片；不盖章的，删去“印章图片”";
    FormFile = "NB032", Content, "表样文件用不了",
        "照提示改这个文件";
    RowDoubt = "NB033", Content, "一行数可能有别的意思：漏了一个、逗号断开了一个数、末一个是总计，或者行名、表头、单位和格式不同",
        "对着原表数一数；数和数之间用英文逗号，不写千分位的逗号，各行或者都写总计或者都不写；粘贴的表，行名、表头、单位照格式写";
    OtherYear = "NB034", Content, "年度、成文日期或县名和 county.yaml 里全县共用的不同",
        "往年的报告移到别的文件夹；写错的改正；确实要用自己的日期，可以不改";
    Joined = "NB035", Content, "几段文字会连成一段",
        "在名称的冒号后面写英文的 |，文字从下一行起，一行一段";
    CutOff = "NB036", Content, "文字后面有 # 开头的字，YAML 把它当作说明，不会印出来",
        "要印出来的，整段放进双引号；是说明的，在 # 后面空一格";
    PrivateUse = "NB040", Content, "有私用区的字符，任何字体都印不出来",
        "换成正式的字；多半是从特殊字库或网页里复制来的";
    DamagedText = "NB041", Content, "有坏掉的字符，例如“�”",
        "对照原文，把这个字重新打上";
    LookAlike = "NB042", Content, "有部首或兼容字，样子和常用字相同，编码不同，搜索不到",
        "用 nianbao check --fix 改成常用字；多是从 PDF 里复制来的";
    MarksApart = "NB043", Content, "字母和它的声调、记号是分开的字",
        "用 nianbao check --fix 改成合成的一个字；没有合成字的，换一种写法";
    TooMany = "NB044", Content, "“附加”下面的值太多",
        "只留模板要印的几项";

    // Templates, their markup and their styles.
    TemplateFile = "NB201", Files, "模板或图片读不了，或者没有这个模板、这个图片",
        "核对模板文件夹、图片的名字和位置，确认自己有权读取；内置模板用 nianbao template list 列出";
    TemplateSyntax = "NB202", Content, "模板文件的语句写得不对",
        "看提示指的那一行；语句是 {% … %}，取值是 {{ … }}，都要成对";
    TemplateRun = "NB203", Content, "模板运行时出错，例如用了没有的名字",
        "看提示指的那一行；nianbao template show-data 列出模板能用的全部名字和值";
    Narrative = "NB204", Content, "报告文字里的 {{ … }} 写得不对",
        "核对名字；本来就要印出两个花括号的，见模板手册";
    TooLong = "NB205", Content, "模板运行太久，或者输出太多；报告的文字太长，只检查了前面的",
        "模板：看里面的循环有没有尽头；报告的文字：看是不是贴错了东西，确实这样长的，分成几份检查";
    Unneeded = "NB206", Content, "模板文件夹里的文件或样式没有用到",
        "多半是名字写错了，照提示改；不要的就删去";
    Picture = "NB207", Content, "图片坏了，或者是印不了的一种",
        "换成完好的 PNG，或灰度、RGB 的 JPEG";
    Markup = "NB210", Content, "标记写得不对",
        "尖括号、引号要成对，每个元素要有结尾；文字里的 < 写成 &lt;，& 写成 &amp;";
    MarkupName = "NB211", Content, "没有这种元素或属性",
        "照提示改名字；全部元素和属性见模板手册";
    Nesting = "NB212", Content, "文字或元素放错了地方",
        "照提示移到该放的元素里";
    Attribute = "NB213", Content, "属性的值不对，或者缺了必要的属性",
        "照提示改属性的值";
    Grid = "NB214", Content, "表格的各格没有铺满，或者重叠",
        "核对每行的格数和 colspan、rowspan";
    Character = "NB215", Content, "有印不出来的控制字符，不能写进文件",
        "删去这个看不见的字符；多半是从别处复制来的";
    StyleValue = "NB222", Content, "styles.yaml 里有一项的值不对",
        "照提示里的例子写，例如“字号: 三号”“行距: 28.95磅”";
    StyleName = "NB223", Content, "没有这个样式，或者样式的继承绕成了圈",
        "核对样式的名字；样式写在模板的 styles.yaml 里";
    Profile = "NB224", Content, "没有这种版式",
        "写提示里列出的版式";
    TemplateChoice = "NB230", Content, "模板的名字既是内置模板，又是文件夹",
        "用文件夹写“./名字”，用内置模板写“builtin/名字”";
    Manifest = "NB231", Content, "template.yaml 里有一项写得不对",
        "照提示改；用不着就删去这个文件";
    OtherForm = "NB232", Content, "报告的格式不是模板要排的那一版",
        "换一个模板；确实要照那一版填的，在报告里写上“格式”";

    // Fonts and pages.
    MissingGlyph = "NB301", Content, "字库里没有这个字，印不出来",
        "换成通用的字；生僻字可以用 --font-dir 给出有这个字的字体";
    UnknownFont = "NB302", Content, "样式用了没有的字体",
        "在 styles.yaml 里改用提示列出的字体，或用 --font-dir 指出字体文件所在的文件夹";
    FontFolder = "NB310", Files, "字体文件夹读不了，或者文件太多",
        "核对文件夹的名称和位置；另建一个文件夹，只放要用的几个字体";
    UselessFont = "NB311", Content, "有一个字体文件用不了，没有用它",
        "重新复制这个字体文件，或把它移出字体文件夹";
    DamagedFont = "NB312", Files, "字体文件不见了，或者已经损坏",
        "重新复制这个字体文件，或把它移出字体文件夹";
    NoPages = "NB390", Content, "没有可以写进文件的页",
        "看模板是不是什么也没有输出";
    NoOutline = "NB391", Content, "字体里没有这个字的字形",
        "改用有这个字的字体，或改写这个字";
    FontLicence = "NB392", Content, "字体的许可不允许嵌入 PDF、OFD",
        "换一个允许嵌入的字体，或去掉它而用内置字体；只要不嵌字体的文件（DOCX、网页、图片）时，用 --format 写明";
    NoNumbers = "NB394", Content, "这份文书没有年度报告的表，写不出 CSV、JSON",
        "CSV、JSON 只用于年度报告；其他文书用 --format 写明别的格式";
    NoSuchPage = "NB395", Content, "要的页没有",
        "核对 --pages 的页码；页数少的各份，别的文件照样输出";
    TooManyPixels = "NB396", Usage, "一页的图片太大",
        "把 --dpi 改小";
    OutputFormat = "NB397", Content, "没有这种输出格式",
        "写提示里列出的格式，例如“格式: [docx, pdf, ofd]”";

    // The command line, files and their names.
    Usage = "NB400", Usage, "命令用得不对",
        "照提示改；“nianbao 命令 --help”有用法和例子";
    Unreadable = "NB401", Files, "文件或文件夹读不了",
        "核对文件名和所在文件夹，并确认自己有权读取";
    NoReports = "NB402", Files, "没有找到报告文件",
        "报告文件（.yaml，或 .xlsx、.docx、.html 等）要直接放在这个文件夹里";
    Unwritable = "NB403", Files, "文件写不了，或者结果输出不了",
        "关闭正打开着该文件的程序，看磁盘满了没有；或用 -o 换一个能写入的文件夹";
    Exists = "NB404", Files, "文件已经存在，或者写出以后有人改过，没有覆盖它",
        "要留着它，改名或移到别处；要覆盖，加 --force";
    FileName = "NB405", Content, "按命名规则得不出能用的文件名",
        "在报告里补上缺的一项，或用 --name 换一个命名规则";
    NameTaken = "NB406", Content, "两份报告的输出文件同名，都没有输出",
        "核对这些报告的标题，或用 --name '{文件名}' 按输入文件命名";
    NamePattern = "NB407", Usage, "命名规则用不了",
        "可以用 {标题}、{机关}、{年度}、{文件名}、{县名}，例如 '{年度}-{机关}'";
    SourceDate = "NB408", Usage, "环境变量 SOURCE_DATE_EPOCH 不是秒数",
        "改正或删去这个环境变量";
    NoPrevious = "NB409", Content, "没有找到上一年度的报告，跨年的数没有核对",
        "核对 --previous 给的文件；“机关”要相同，“年度”要早一年";
    Defect = "NB410", Program, "程序内部出错",
        "这是程序的缺陷，请把所用的文件和屏幕上的话一并发给维护者";
    NotTaken = "NB411", Content, "文件夹里有的文件没有当作报告用",
        "照提示另存成能读的一种；是别的单位的报告、要用的，写明它的文件名；不用的移到别处";
    Served = "NB412", Usage, "这个文件夹已经用 nianbao serve 打开着",
        "回到原来的浏览器窗口，或在浏览器里打开提示的地址";
    Port = "NB413", Usage, "这个端口用不了",
        "不写 --port，由程序自己找一个；或换一个数";
    DamagedPdf = "NB421", Files, "不是完好的 PDF 或 OFD 文件",
        "核对是不是选错了文件，或请对方重新发来";
    EncryptedPdf = "NB422", Files, "PDF 或 OFD 加了密，读不了",
        "先用阅读器去掉密码另存";
    NoAttachment = "NB423", Files, "PDF 或 OFD 里没有附带 YAML",
        "只有用 --pdf-standard a-3a 生成的 PDF、用 --ofd-attach 生成的 OFD 才附带 YAML";
    LargePdf = "NB424", Files, "PDF 或 OFD 太大，或者展开以后太大，不像是年报",
        "核对是不是选错了文件";

    // What is read of a Word file, a page or a text.
    SourceKind = "NB501", Files, "这种文件不能直接读",
        "照提示另存成能读的一种：DOCX、网页或纯文本";
    DamagedSource = "NB502", Files, "文件坏了，或者加了密，读不下去",
        "用原来的程序打开看看是否完好，另存一份再试；或请对方重新发来";
    LargeSource = "NB503", Files, "文件太大，或者里面的东西太多、套得太深，不像是一份年报",
        "核对是不是选错了文件；或把报告的文字和表复制到一个新文件里";
    NotAReport = "NB504", Files, "文件里没有年度报告：找不到报告的标题、各部分和表",
        "核对是不是选错了文件；表在图片里的，要找有文字的原文件";
    LostCell = "NB510", Content, "表里有一格的数读不出来，留了“【请填写：……】”",
        "对照原文填上；没有发生的写 0";
    DoubtfulCell = "NB511", Content, "读出的数加起来对不上，照原文留着",
        "对照原文看一看：是原文就不对，还是这一格读错了";
    RecoveredCell = "NB512", Content, "原文里没有这一格的数，按和补上了",
        "对照原文看一看";
    GuessedRow = "NB513", Content, "一行的名称和格式里的不同，是猜着对上的",
        "对照原文看一看是不是这一行";
    LostText = "NB514", Content, "原文里没有找到标题、机关、年度或报告的某一部分，有两种说法，或者有认不出的字",
        "照实填上";
    DroppedLines = "NB515", Content, "有几行不是报告的内容，没有收进来",
        "看一看有没有要留下的";
    MovedForm = "NB516", Content, "填报表的行列和发出去的不一样，按行名和列名读",
        "对照填报表看一看；下次不要插行、删行、改行名";
    SecondReport = "NB517", Content, "一个文件里有两份同样的表，或者不止一份报告",
        "一个文件只放一个单位一年的报告，多出来的删去或者另存";
    TypedTotal = "NB518", Content, "填报表里总计的公式被填上去的数盖掉了",
        "核对这些总计；最好用空表重填，让它们自己算";
    DoubledRow = "NB519", Content, "一行在表里有两行",
        "在原文里只留一行，再读一次";
}

impl std::fmt::Display for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.id())
    }
}
