import OrderedCollections
import Simulation

/// The version of MySQL's package that an image has, as its `MYSQL_VERSION` says: `8.0.36-1.el8`.
enum PackageVersion {
  /// The version that the programs of an image tell: `8.0.36`.
  static func number(_ process: Process) -> String {
    beforeDash(process.environment["MYSQL_VERSION"] ?? "8.0.36")
  }

  /// What stands before the first `-`; all of a text without one.
  static func beforeDash(_ text: String) -> String {
    text.utf8.firstIndex(of: UInt8(ascii: "-")).map { String(text[..<$0]) } ?? text
  }
}
