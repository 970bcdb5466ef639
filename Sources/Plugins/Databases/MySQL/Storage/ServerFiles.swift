import SQL
import Simulation

/// Where a server of a version keeps what.
struct ServerFiles {
  let folder: String
  let version: SQLVersion

  /// The catalogue and the state of the last checkpoint.
  var dictionary: String { folder + (version == .v57 ? "/ibdata1" : "/mysql.ibd") }
  var redo: String { folder + (version == .v57 ? "/ib_logfile0" : "/#innodb_redo/#ib_redo0") }
  var identity: String { folder + "/auto.cnf" }

  func table(_ database: String, _ name: String) -> String {
    "\(folder)/\(ServerFiles.encoded(database))/\(ServerFiles.encoded(name)).ibd"
  }

  /// A name as a part of a path: what is no letter, digit or underscore is written `@002d`.
  static func encoded(_ name: String) -> String {
    var result = ""
    for scalar in name.unicodeScalars {
      let isPlain =
        (scalar.value >= 48 && scalar.value <= 57)
        || (scalar.value | 32 >= 97 && scalar.value | 32 <= 122)
        || scalar == "_" || scalar == "$"
      if isPlain {
        result.unicodeScalars.append(scalar)
      } else {
        let digits = String(scalar.value, radix: 16)
        result += "@" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
      }
    }
    return result
  }
}
