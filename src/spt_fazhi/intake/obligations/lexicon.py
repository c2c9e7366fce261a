"""The words official documents are made of, as alternatives for regular expressions, longest first."""

from __future__ import annotations

from typing import Final


def _any(*words: str) -> str:
    return "|".join(sorted({each for word in words for each in word.split()}, key=lambda word: (-len(word), word)))


STRONG: Final = _any(
    "建立健全 建立完善 建立 健全完善 健全 修订完善 补充完善 完善 制定完善 制定出台 制定印发 制定发布 制定 制订",
    "修订 修改 出台 编制 编印 编写 印发 起草 拟定 拟订 构建 建成 搭建 设立 组建 成立 创建 梳理形成 梳理 调整 更新",
    "细化 新建 建设 打造 上线 签订 编发 汇编 形成 开设",
)
"""Verbs whose object is something made: 建立…制度, 编制…清单."""

DOING: Final = _any(
    "组织开展 组织实施 组织召开 组织举办 组织 开展 举办 举行 召开 实施 进行 推行 做好 抓好 完成 启动 部署开展",
    "承办",
)
"""Verbs whose object is something done: 开展…评估."""

CLEARING: Final = _any(
    "清理废除 清理废止 清理规范 清理取消 清理 废止 废除 取消 撤并 整合 清退",
)
"""Verbs that do away with something."""

SHOWING: Final = _any(
    "公开发布 公布公开 公布 公告 公开 发布 公示",
)
"""Verbs that publish."""

TELLING: Final = _any(
    "报告 汇报 通报 报送 报备 备案 上报 述职 述法 提交 反馈 报",
)
"""Verbs that report to somebody."""

SOFT: Final = _any(
    "落实 执行 贯彻 加强 强化 深化 探索 参与 支持 提升 推广 巩固 严禁 坚决 防范 发挥 优化 提高 确保 保持 运用",
    "坚持 鼓励 引导 培育 培养 规范 增强 压实 聚焦 畅通 维护 遵守 履行 配合 协助 听取 学习 宣传 防止 杜绝 遏制",
    "保障 尊重 重视 关注 改善 扩大 拓展 拓宽 不得 理顺 适时 视情 酌情 把握 领悟 做到 实现 加大 严肃 严厉 依托",
    "应用 用好 完整准确 树立 营造 促使 帮助 指导 督促 监督",
)
"""Verbs of exhortation: what follows them is no thing to be delivered."""

ADVERBS: Final = _any(
    "进一步 持续 不断 深入 扎实 认真 切实 积极 全面 及时 依法 统一 动态 严格 稳步 有序 科学 合理 加快 大力 着力",
    "继续 逐步 统筹 协调 牵头 负责 分别 各自 集中 重点 不定期 定期 常态化 广泛 精准 高质量 高标准 高效 主动 尽快",
    "率先 联合 共同 研究 推进 推动 促进 力争 争取 基本 原则上 年内 有效 充分 分级 分类 带头 务必 按规定 按要求",
    "每年度 每年 全年 年度 本年度 同步 抓紧 如期 按时 按期 适当 普遍 系统 细致 要 应当 应 须 必须 需要 需 均 都 也 再",
    "还 全部 一律 至少 同时 其中 此外 另外 并且 并 且 而且 首先 其次 最后 自觉 确保 以县为单位 会同有关部门",
)
"""What may stand between the subject and the verb."""

PRODUCTS: Final = _any(
    "制度体系 制度 机制 清单 目录 办法 方案 预案 规划 计划 规定 细则 意见 体系 模式 基准 标准 指引 规程 程序 台账",
    "名录 名册 名单 报告 规则 规范 平台 系统 数据库 信息库 人才库 专家库 案例库 题库 库 手册 汇编 要点 章程 协议",
    "责任书 承诺书 流程图 流程图表 指南 导则 档案 白皮书 领导小组 工作组 专班 委员会 联席会议 工作室 要求清单",
    "事项表 任务表 分工表 一览表 总表 图谱 索引 蓝皮书 文件 公约 预警模型 模板 范本 总结 条例 决定 要则 守则",
    "指标体系 责任制 示范文本 文本 专栏 专版",
)
"""What is made."""

PLACES: Final = _any(
    "主题公园 公园 中心 平台 系统 基地 工作站 服务站 站点 站 示范点 联系点 点 广场 长廊 窗口 工作室 驿站 展馆 馆",
    "调解室 室 实验室 超市 一条街 示范街 团队 联盟 讲师团 宣讲团 服务团 顾问团 队 团 所 网 网站 专栏 栏目 小程序",
)
"""What is built or set up."""

EVENTS: Final = _any(
    "专项行动 专项整治 专项治理 专项检查 专项督察 专项督查 专项评估 专项清理 专项审计 专项排查 专项执法 专项监督",
    "专项培训 专项活动 评估 清理 考试 测试 竞赛 比武 评查 评议 评选 考核 考评 测评 自查自纠 自查 自评 普查",
    "排查整治 排查整改 集中排查 全面排查 主题实践活动 主题活动 宣传月活动 宣传周活动 宣传日活动 宣传活动 宣传月",
    "宣传周 活动 演练 督察 督查 巡察 审计 验收 述法 述职 调研 归集 征集 调查 回头看 大排查 大检查 交叉检查",
    "联合检查 抽查 现场会 观摩 攻坚行动 提升行动 行动 整治 汇编 动态调整 修改 废止 修订 编制 评价 后评估 旁听庭审",
    "庭审 培训班 讲座 专题讲座 专题培训 集中培训 轮训班 会议 联席会议 推进会 座谈会 新闻发布会 发布会 点评会 宣讲",
    "巡讲 备案审查 述法评议 体检 现场观摩 大赛 比赛 展播 知识竞赛 座谈 约谈 案例评选 案卷评查 质量评查 满意度调查",
    "问卷调查 梳理 改造",
)
"""What is done, with a name."""

SURE_EVENTS: Final = _any(
    "考试 测试 评价 评估 后评估 清理 动态调整 修改 废止 修订 编制 考核 考评 自查 验收 汇编 评查 评议 述法 征集",
    "归集 梳理",
)
"""What 做好 and 抓好 deliver; 做好…服务 and the like are exhortation."""

LISTS: Final = _any(
    "清单 目录 名录 名单 台账 指南 流程图 基准 标准 手册 汇编 信息 事项 内容 规定 机构 方案 预案",
)
"""What is adjusted, sorted or updated."""

CLEARED: Final = _any(
    "机构 规定 做法 文件 事项 证明 收费 政策 措施 规章 账号 场所 程序 条件 壁垒 清单 台账 积案 案件 合同 指标",
    "群组 公众号",
)
"""What is done away with."""

SHOWN: Final = _any(
    "案例 结果 目录 清单 名单 报告 电话 情况 标准 名录 指南 数据 年报 依据 白皮书 目录清单 计划 方案 流程 事项",
    "决定 文件 预决算 承诺 渠道 要点 举措 方式 公告 办法 规定 指引 裁量基准 基准 手册",
)
"""What is published."""

FIGURATIVE: Final = _any(
    "格局 合力 氛围 局面 机制保障 环境 良性互动 震慑 态势",
)
"""What 形成 and 构建 are followed by when nothing is made."""

FINISHING: Final = _any(
    "完成到位 基本完成 全部完成 完成任务 前完成 完成整改 整改完成 完成验收 完成 落实到位",
    "落实 办结 整改到位 建成 投入使用 投入运行 投入运营 投入生产 投入试运行 上线运行 试运行",
    "上线 运行 运营 投用 投运 投产 启用 开通 通车 通水 通电 开放 竣工 完工 交付使用",
    "交付 交工 验收通过 验收合格 验收 通过验收 安装 调试 见效 取得实效 取得明显成效",
    "印发实施 印发 出台 实施 结束 收官 入库 入账 归档 发放 拨付 兑付 支付 缴纳 补助",
    "配备 配齐 储备 采购 铺设 栽植 栽种 下达 发放到位 拨付到位 兑付到位 支付到位",
    "配备到位 储备到位 下达到位 报送 上报 申报 销号 清零 挂牌 签约 开工 动工 全覆盖",
    "到位 完毕",
)
"""Verbs that say that something stated before is done, when they stand alone with a day."""
