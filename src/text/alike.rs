//! Characters that look like common ones and are others: 部首 and compatibility hanzi, which text copied
//! out of PDFs is full of. They print alike, but nobody finds 人民 by searching for it.

/// U+2F00 to U+2FD5, 康熙部首: the hanzi of each, by Unicode's own decomposition.
const KANGXI: &str = concat!(
    "一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳",
    "心戈戶手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸",
    "缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹雨靑非面革韋韭音",
    "頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠",
);

/// Those of U+2E80 to U+2EFF, 部首补充, that are the printed shape of one common hanzi: the radical,
/// then the hanzi.
const SUPPLEMENT: &str = concat!(
    "⺁厂⺄乙⺅亻⺇几⺈刀⺋卩⺌小⺍小⺎兀⺏尣⺒巳⺓幺⺕彐⺖忄⺗心⺘扌⺙攵⺛旡⺜日⺝月⺟母⺠民⺡氵⺢水⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭",
    "⺩王⺫目⺬示⺭礻⺮竹⺯糸⺰纟⺲罒⺵网⺶羊⺸羊⺹老⺻聿⺼肉⺽臼⺾艹⻀艹⻁虎⻂衤⻃西⻄西⻅见⻆角⻇角⻈讠⻉贝⻊足⻋车⻌辶⻍辶",
    "⻎辶⻏阝⻐钅⻑長⻒镸⻓长⻔门⻕阜⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞食⻟飠⻠饣⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉",
    "⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟",
);

/// U+F900 to U+FAD9, 兼容汉字, by Unicode's own decomposition; those that have none stand for themselves.
const COMPATIBLE: &str = concat!(
    "豈更車賈滑串句龜龜契金喇奈懶癩羅蘿螺裸邏樂洛烙珞落酪駱亂卵欄爛蘭鸞嵐濫藍襤拉臘蠟廊朗浪狼郎來冷勞擄櫓爐盧老蘆虜",
    "路露魯鷺碌祿綠菉錄鹿論壟弄籠聾牢磊賂雷壘屢樓淚漏累縷陋勒肋凜凌稜綾菱陵讀拏樂諾丹寧怒率異北磻便復不泌數索參塞省",
    "葉說殺辰沈拾若掠略亮兩凉梁糧良諒量勵呂女廬旅濾礪閭驪麗黎力曆歷轢年憐戀撚漣煉璉秊練聯輦蓮連鍊列劣咽烈裂說廉念捻",
    "殮簾獵令囹寧嶺怜玲瑩羚聆鈴零靈領例禮醴隸惡了僚寮尿料樂燎療蓼遼龍暈阮劉杻柳流溜琉留硫紐類六戮陸倫崙淪輪律慄栗率",
    "隆利吏履易李梨泥理痢罹裏裡里離匿溺吝燐璘藺隣鱗麟林淋臨立笠粒狀炙識什茶刺切度拓糖宅洞暴輻行降見廓兀嗀\u{FA0E}\u{FA0F}塚\u{FA11}晴",
    "\u{FA13}\u{FA14}凞猪益礼神祥福靖精羽\u{FA1F}蘒\u{FA21}諸\u{FA23}\u{FA24}逸都\u{FA27}\u{FA28}\u{FA29}飯飼館鶴郞隷侮僧免勉勤卑喝嘆器塀墨層屮悔慨憎懲敏既暑梅海渚漢煮爫",
    "琢碑社祉祈祐祖祝禍禎穀突節練縉繁署者臭艹艹著褐視謁謹賓贈辶逸難響頻恵𤋮舘\u{FA6E}\u{FA6F}並况全侀充冀勇勺喝啕喙嗢塚墳奄奔婢",
    "嬨廒廙彩徭惘慎愈憎慠懲戴揄搜摒敖晴朗望杖歹殺流滛滋漢瀞煮瞧爵犯猪瑱甆画瘝瘟益盛直睊着磌窱節类絛練缾者荒華蝹襁覆",
    "視調諸請謁諾諭謹變贈輸遲醙鉶陼難靖韛響頋頻鬒龜𢡊𢡄𣏕㮝䀘䀹𥉉𥳐𧻓齃龎",
);

/// The common character that this one looks like, if it is another; as many bytes of UTF-8.
pub fn plain(c: char) -> Option<char> {
    let at = |first: char, table: &str| table.chars().nth((c as u32 - first as u32) as usize);
    match c {
        '\u{2E80}'..='\u{2EFF}' => {
            let mut pairs = SUPPLEMENT.chars();
            while let (Some(radical), Some(hanzi)) = (pairs.next(), pairs.next()) {
                if radical == c {
                    return Some(hanzi);
                }
            }
            None
        }
        '\u{2F00}'..='\u{2FD5}' => {
            at('\u{2F00}', KANGXI).map(|hanzi| variant(hanzi).unwrap_or(hanzi))
        }
        // Few are outside of the plane; with them places would shift.
        '\u{F900}'..='\u{FAD9}' => at('\u{F900}', COMPATIBLE)
            .filter(|hanzi| *hanzi != c && hanzi.len_utf8() == c.len_utf8()),
        _ => variant(c),
    }
}

/// The common character that is printed in another shape elsewhere.
const fn variant(c: char) -> Option<char> {
    Some(match c {
        '戸' | '戶' => '户',
        '吿' => '告',
        '黃' => '黄',
        '內' => '内',
        '卽' => '即',
        '旣' => '既',
        '淸' => '清',
        '靑' => '青',
        '敎' => '教',
        '眞' => '真',
        _ => return None,
    })
}

/// A text with such characters made plain.
pub fn plained(text: &str) -> std::borrow::Cow<'_, str> {
    if text.chars().any(|c| plain(c).is_some()) {
        text.chars().map(|c| plain(c).unwrap_or(c)).collect::<String>().into()
    } else {
        text.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_like_a_common_character_becomes_it() {
        for (typed, meant) in [
            ("⽤户⾸次登录⽅法", "用户首次登录方法"),
            ("⼈⺠政府", "人民政府"),
            ("⼀、总体", "一、总体"),
            ("戸口、公吿、黃牛、⿈牛", "户口、公告、黄牛、黄牛"),
            ("\u{F98E}度", "年度"),
            ("⻅⻓⻔⻛⻋", "见长门风车"),
            ("李\u{F9E1}\u{F92D}\u{F967}", "李李來不"),
            ("\u{2FD5}\u{2F00}\u{FAD9}", "龠一龎"),
            ("\u{FA11}峰、年度", "\u{FA11}峰、年度"),
        ] {
            assert_eq!(plained(typed), meant);
        }
    }
}
