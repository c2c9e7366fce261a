-- 各县区的事项各状态有几条，一条责任计一次。不适用的不算在 owed 里；还没有启用的、有数据不能用（unusable）的台账只有
-- owed，不作评价。early 是印发以前就到期的，不计入按时完成率，其中现在逾期的 early_overdue。
-- 只商请的（asked，其中已提供的 given）、报送（reports）、整改（found，其中已销号的 closed）分开计。
SELECT
    r.register,
    r.name,
    r.in_use,
    r.unusable,
    r.as_of,
    CAST(SUM(CASE WHEN d.kind = 'obligation' AND NOT d.asked AND d.state <> 'waived' THEN 1 ELSE 0 END) AS BIGINT) AS owed,
    CAST(SUM(CASE WHEN d.kind = 'obligation' AND d.judged AND d.state = 'done' THEN 1 ELSE 0 END) AS BIGINT) AS done,
    CAST(SUM(CASE WHEN d.kind = 'obligation' AND d.judged AND d.state = 'done-late' THEN 1 ELSE 0 END) AS BIGINT) AS done_late,
    CAST(SUM(CASE WHEN d.kind = 'obligation' AND d.judged AND d.state = 'overdue' THEN 1 ELSE 0 END) AS BIGINT) AS overdue,
    CAST(SUM(CASE WHEN d.kind = 'obligation' AND d.judged AND d.state = 'returned' THEN 1 ELSE 0 END) AS BIGINT) AS returned,
    CAST(SUM(CASE WHEN d.kind = 'obligation' AND d.judged AND d.state = 'unproved' THEN 1 ELSE 0 END) AS BIGINT) AS unproved,
    CAST(SUM(CASE WHEN d.kind = 'obligation' AND d.judged AND d.state = 'due-soon' THEN 1 ELSE 0 END) AS BIGINT) AS due_soon,
    CAST(SUM(CASE WHEN d.kind = 'obligation' AND d.judged AND d.state = 'behind' THEN 1 ELSE 0 END) AS BIGINT) AS behind,
    CAST(SUM(CASE WHEN d.kind = 'obligation' AND d.judged AND d.state = 'submitted' THEN 1 ELSE 0 END) AS BIGINT) AS submitted,
    CAST(SUM(CASE WHEN d.kind = 'obligation' AND d.judged AND d.state = 'in-progress' THEN 1 ELSE 0 END) AS BIGINT) AS in_progress,
    CAST(SUM(CASE WHEN d.kind = 'obligation' AND d.judged AND d.state = 'pending' THEN 1 ELSE 0 END) AS BIGINT) AS pending,
    CAST(SUM(CASE WHEN d.kind = 'obligation' AND d.judged AND d.state = 'scheduled' THEN 1 ELSE 0 END) AS BIGINT) AS scheduled,
    CAST(SUM(CASE WHEN d.kind = 'obligation' AND d.judged AND d.state = 'backfill' THEN 1 ELSE 0 END) AS BIGINT) AS backfill,
    CAST(SUM(CASE WHEN d.kind = 'obligation' AND d.judged AND d.state = 'waived' THEN 1 ELSE 0 END) AS BIGINT) AS waived,
    CAST(SUM(CASE WHEN d.kind = 'obligation' AND d.asked AND d.state <> 'waived' THEN 1 ELSE 0 END) AS BIGINT) AS asked,
    CAST(SUM(CASE WHEN d.kind = 'obligation' AND d.asked AND d.state IN ('done', 'done-late', 'unproved') THEN 1 ELSE 0 END) AS BIGINT) AS given,
    CAST(SUM(CASE WHEN d.kind = 'obligation' AND d.judged AND d.state <> 'waived' AND d.original_due < r.issued THEN 1 ELSE 0 END) AS BIGINT) AS early,
    CAST(SUM(CASE WHEN d.kind = 'obligation' AND d.judged AND d.state = 'overdue' AND d.original_due < r.issued THEN 1 ELSE 0 END) AS BIGINT) AS early_overdue,
    CAST(SUM(CASE WHEN d.kind = 'progress' AND NOT d.asked AND d.state <> 'waived' THEN 1 ELSE 0 END) AS BIGINT) AS reports,
    CAST(SUM(CASE WHEN d.kind = 'progress' AND d.judged AND d.state IN ('done', 'done-late') THEN 1 ELSE 0 END) AS BIGINT) AS reported,
    CAST(SUM(CASE WHEN d.kind = 'rectification' AND NOT d.asked AND d.state <> 'waived' THEN 1 ELSE 0 END) AS BIGINT) AS found,
    CAST(SUM(CASE WHEN d.kind = 'rectification' AND d.judged AND d.state IN ('done', 'done-late') THEN 1 ELSE 0 END) AS BIGINT) AS closed
FROM registers r
LEFT JOIN duties d ON d.register = r.register
GROUP BY r.register, r.name, r.in_use, r.unusable, r.as_of
ORDER BY r.register
