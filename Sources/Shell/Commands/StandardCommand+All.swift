import Simulation

extension StandardCommand {
  /// Every standard command that is described as a value.
  static var all: [StandardCommand] {
    [
      cat, tac, rev, nl, tee, paste, column, head, tail, wc, seq, yes, sort, uniq, cut, tr, grep,
      egrep, fgrep, sed, awk, cmp, diff, md5sum, sha1sum, sha256sum, base64,
      ls, mkdir, rmdir, rm, touch, ln, chmod, cp, mv, basename, dirname, realpath, readlink, which,
      mktemp, sync, env, printenv, hostname, whoami, id, uname, nproc, tty, ps, sleep, date, getent,
    ]
  }

  /// Standard commands that are programs of their own.
  static var programs: [(name: String, make: () -> any Program)] {
    verbatim + [
      ("timeout", { TimeoutProgram() }), ("xargs", { XargsProgram() }),
      ("wget", { WgetProgram() }), ("curl", { CurlProgram() }), ("nc", { NetcatProgram() }),
      ("nslookup", { NameLookUpProgram(.debian) }),
    ]
  }
}
