public import Simulation

/// The files and programs of a plain Linux: the base of images and of the laptop.
public enum StandardSystem {
  /// The release of the kernel on every machine, as `uname -r` says it.
  public static let kernelRelease = "6.1.0-37-amd64"

  /// Registers every standard program: `sh`, `bash`, and each command under its name, with
  /// BusyBox's words under `busybox NAME`.
  public static func register(in programs: ProgramRegistry) {
    programs.register("bash") { ShellProgram(.bash) }
    programs.register("sh") { ShellProgram(.sh) }
    programs.register("dig") { DigProgram() }
    programs.register("busybox nslookup") { NameLookUpProgram(.busybox) }
    programs.register("busybox-1.28 nslookup") { NameLookUpProgram(.oldBusybox) }
    for (name, make) in StandardCommand.programs { programs.register(name, make) }
    for command in StandardCommand.all {
      programs.register(command.name) { StandardProgram(command, .gnu) }
      programs.register("busybox " + command.name) { StandardProgram(command, .busybox) }
    }
  }

  /// The names of the standard commands, shells not counted, in byte order.
  public static var commandNames: [String] {
    (StandardCommand.all.map { $0.name } + StandardCommand.programs.map { $0.name })
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// The files of a Debian: bash, the GNU commands, `/etc`, `/tmp`, an empty `/root`.
  public static var debian: FileTree {
    var tree = FileTree()
    tree.makeFolders(
      "bin", "sbin", "lib", "opt", "proc", "run", "srv", "sys", "var/log", "var/lib", "var/run",
      "usr/sbin",
      "usr/local/bin", "usr/local/sbin", "usr/share", "usr/lib", "home", "mnt", "media", "boot")
    addCommon(to: &tree)
    for folder in ["bin", "usr/bin"] {
      tree.addProgram("\(folder)/bash", "bash")
      tree.addProgram("\(folder)/sh", "sh")
      for name in commandNames where !busyboxOnly.contains(name) {
        tree.addProgram("\(folder)/\(name)", name)
      }
    }
    tree.add(
      "etc/os-release",
      """
      PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"
      NAME="Debian GNU/Linux"
      VERSION_ID="12"
      VERSION="12 (bookworm)"
      VERSION_CODENAME=bookworm
      ID=debian
      HOME_URL="https://www.debian.org/"

      """)
    tree.add("etc/debian_version", "12.9\n")
    return tree
  }

  /// The files of BusyBox: `sh` and the commands in `/bin`, `/etc`, `/tmp`.
  public static var busybox: FileTree { busybox(nslookup: "busybox nslookup") }

  /// The files of a BusyBox up to 1.28, whose `nslookup` prints `Address 1:` with a name behind.
  public static var oldBusybox: FileTree { busybox(nslookup: "busybox-1.28 nslookup") }

  private static func busybox(nslookup: String) -> FileTree {
    var tree = FileTree()
    tree.makeFolders("home", "usr/bin", "usr/sbin", "var/spool/mail", "var/www", "proc", "sys")
    addCommon(to: &tree)
    tree.addProgram("bin/sh", "sh")
    tree.addProgram("bin/ash", "sh")
    for command in StandardCommand.all where !gnuOnly.contains(command.name) {
      tree.addProgram("bin/\(command.name)", "busybox " + command.name)
    }
    for (name, _) in StandardCommand.programs where !gnuOnly.contains(name) {
      tree.addProgram("bin/\(name)", name)
    }
    tree.addProgram("bin/nslookup", nslookup)
    return tree
  }

  /// Commands that BusyBox does not have.
  private static let gnuOnly: [String] = ["column", "curl"]
  /// Commands that a plain Debian has only with BusyBox's words, or not at all.
  private static let busyboxOnly: [String] = ["wget", "nc", "nslookup"]

  private static func addCommon(to tree: inout FileTree) {
    tree.makeFolders("tmp", "root", "dev", "etc", "var/tmp")
    tree.add("dev/null", "")
    tree.add(
      "etc/passwd", "root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/false\n")
    tree.add("etc/group", "root:x:0:\nnogroup:x:65534:\n")
    tree.add("etc/hosts", "127.0.0.1\tlocalhost\n::1\tlocalhost ip6-localhost ip6-loopback\n")
  }
}
