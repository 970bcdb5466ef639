public import Simulation

/// The files and programs of a plain Linux: the base of images and of the laptop.
public enum StandardSystem {
  /// Registers every standard program.
  public static func register(in programs: ProgramRegistry) {}

  /// The files of a Debian: bash, the GNU commands, `/etc`, `/tmp`, an empty `/root`.
  public static var debian: FileTree { FileTree() }

  /// The files of BusyBox: `sh` and the commands in `/bin`, `/etc`, `/tmp`.
  public static var busybox: FileTree { FileTree() }
}
