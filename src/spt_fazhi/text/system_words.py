"""What the operating system refuses, in Chinese: one table for every message, with what to do next."""

from __future__ import annotations

import errno
from typing import Final

_WORDS: Final = {
    errno.ENOSPC: ("磁盘已满", "请清理磁盘后重试"),
    errno.EDQUOT: ("磁盘配额已用完", "请清理文件或请管理员增加配额"),
    errno.EFBIG: ("文件超过系统允许的大小", "请缩小文件后重试"),
    errno.EROFS: ("磁盘是只读的", "请换一个可写的位置，或重新挂载后重试"),
    errno.EACCES: ("没有权限", "请检查该文件或文件夹的权限后重试"),
    errno.EPERM: ("系统不允许这样操作", "请检查该文件夹的权限或保护属性后重试"),
    errno.EIO: ("磁盘读写出错", "请检查磁盘或网络盘后重试"),
    errno.ENAMETOOLONG: ("文件名或路径过长", "请换一个短些的名字，或放到较浅的文件夹里"),
    errno.ENOENT: ("文件或文件夹不存在", "请核对名字和所在文件夹"),
    errno.EISDIR: ("这是一个文件夹，不是文件", "请写文件名"),
    errno.ENOTDIR: ("路径中有一段不是文件夹", "请核对路径"),
    errno.EEXIST: ("文件已存在", "请换一个名字"),
    errno.ENOTEMPTY: ("文件夹里已有内容", "请换一个名字"),
    errno.ELOOP: ("路径中的链接绕成了圈", "请核对路径"),
    errno.EMFILE: ("打开的文件过多", "请关掉一些程序后重试"),
    errno.ENFILE: ("打开的文件过多", "请关掉一些程序后重试"),
    errno.ENOMEM: ("内存不够", "请关掉一些程序后重试"),
    errno.EBADF: ("输入或输出没有打开", "请检查命令里的 < 和 >"),
    errno.EBUSY: ("文件正被别的程序使用", "请关掉打开它的程序后重试"),
    errno.ETXTBSY: ("文件正被别的程序使用", "请关掉打开它的程序后重试"),
    errno.EINVAL: ("系统不接受这个名字或操作", "请核对名字；网络盘请换成本机磁盘再试"),
    errno.ENXIO: ("这不是能读写的文件", "请写一个普通文件"),
    errno.EXDEV: ("不在同一个磁盘上，不能改名", "请都放到工作区所在的磁盘上"),
    errno.ETIMEDOUT: ("磁盘没有回应", "请检查网络盘后重试"),
}


def reason(error: OSError) -> str:
    """What went wrong, as a few words without a full stop."""
    return _found(error)[0]


def advice(error: OSError) -> str:
    """What to do about it, one clause."""
    return _found(error)[1]


def _found(error: OSError) -> tuple[str, str]:
    return _WORDS.get(error.errno or 0, (f"系统报错（{error.strerror or type(error).__name__}）", "请处理后重试"))
