//! Verbs before 镇政府, 街道办事处 and 县教育局: 通过镇政府网站 names no town of the name 通过镇.

/// Of these no name of a place is made.
const VERBS: &str = "通过 经过 经由 利用 借助 依托 依靠 凭借 按照 依照 遵照 依据 根据 结合 围绕 关于 有关 针对 登录 关注 \
    访问 打开 进入 查看 查阅 查询 浏览 拨打 咨询 参见 详见 参照 参考 报送 报请 报告 报经 提请 提交 上报 呈报 呈送 抄送 \
    转送 转交 转办 移交 交由 移送 纳入 列入 写入 编入 汇入 印发 发布 公布 公开 公示 公告 发放 转发 下发 发送 刊登 登载 张贴 \
    汇总 整理 整合 收集 梳理 清理 完善 优化 提升 提高 改进 改善 增强 打造 建强 用活 用好 盘活 改版 升级 维护 运维 运行 运营 \
    管理 规范 更新 修订 修改 编制 编印 起草 制定 制发 制作 制订 出台 开设 开通 开办 设立 设置 增设 成立 组建 建立 健全 调整 \
    配齐 配强 充实 加强 强化 压实 夯实 落实 执行 贯彻 践行 履行 遵守 严格 坚持 紧扣 立足 聚焦 紧盯 服务 配合 协助 协同 联合 会同 \
    接受 听取 采纳 采用 回应 回复 答复 邀请 组织 动员 要求 安排 指定 委托 授权 协调 统筹 督促 督导 监督 指导 检查 抽查 核查 审查 \
    审核 考核 评估 评议 通报 推动 推进 推广 助力 促进 确保 保障 支持 响应 宣传 解读 说明 召开 召集 参加 出席 主持 获得 取得 \
    包括 包含 例如 譬如 发挥 突出 明确 细化 深化 拓展 扩大 丰富 畅通 发动 调动 抓住 抓紧 抓实 做实 做优 做强 介绍 展示 展现 反映 \
    体现 对照 对接 对标 联系 联通 挂靠 使用 运用 应用 启用 停用 关停 注销 归集 集中 开展 实施 启动 举办 承办 主办 收到 受理 \
    办理 处理 经 报 请 见 据 依 凭 赴 办 管 建 用 写 列 做 抓 载 登 送 交 查 看";
/// How something is done.
const MANNERS: &str = "充分 积极 有效 合理 综合 全面 认真 严格 深入 持续 不断 进一步 着力 大力 切实 扎实 主动 及时 定期 \
    统一 同步 逐步 有序 依法 依规 坚决 重点 分别 先后 共同 并 已 将 拟 应 可 须 需 均 也 还 再 均已 现 并已";
/// What ends a verb whatever it is: 办好, 写入, 刊登于.
const ENDS: [char; 5] = ['好', '入', '于', '足', '至'];

fn words() -> impl Iterator<Item = &'static str> {
    VERBS.split_whitespace().chain(MANNERS.split_whitespace())
}

/// Whether a text is nothing but verbs, and how something is done: 充分利用, 贯彻落实, 维护好.
pub(super) fn is_verb(text: &str) -> bool {
    // 关于 and 立足 end so themselves.
    is_made_of_words(text) || is_made_of_words(text.trim_end_matches(ENDS))
}

fn is_made_of_words(text: &str) -> bool {
    let mut rest = text;
    while !rest.is_empty() {
        let longest = words().filter(|word| rest.starts_with(word)).max_by_key(|word| word.len());
        let Some(word) = longest else {
            return false;
        };
        rest = rest.get(word.len()..).unwrap_or_default();
    }
    !text.is_empty()
}

/// Whether a text ends with such a verb: 现公布, and 县气象局 behind it.
pub(super) fn ends_with_verb(text: &str) -> bool {
    let is_long = |verb: &&str| verb.chars().count() > 1;
    text.ends_with(ENDS)
        || VERBS.split_whitespace().filter(is_long).any(|verb| text.ends_with(verb))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_are_told_from_names() {
        for text in [
            "通过",
            "充分利用",
            "贯彻落实",
            "维护好",
            "写入",
            "刊登于",
            "用足",
            "经",
            "并报请",
            "关于",
            "纳入",
            "立足",
        ] {
            assert!(is_verb(text), "{text}");
        }
        for text in ["白水", "建设", "红山", "团结", "二道河", "新街", "太平", "保安", ""]
        {
            assert!(!is_verb(text), "{text}");
        }
        assert!(ends_with_verb("现公布") && ends_with_verb("刊登于") && !ends_with_verb("由南河"));
    }
}
