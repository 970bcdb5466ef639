/// The type of a column.
public enum ColumnType: Hashable, Sendable {
  case integer(IntegerWidth, isUnsigned: Bool)
  case decimal(precision: Int, scale: Int)
  case double
  case char(Int)
  case varchar(Int)
  /// TINYTEXT, TEXT, MEDIUMTEXT and LONGTEXT, by the most bytes they hold.
  case text(Int64)
  case date
  case dateTime
  case timestamp

  /// The whole numbers, by their bytes.
  public enum IntegerWidth: Int, Hashable, Sendable {
    case tiny = 1
    case small = 2
    case medium = 3
    case normal = 4
    case big = 8

    var name: String {
      switch self {
      case .tiny: "tinyint"
      case .small: "smallint"
      case .medium: "mediumint"
      case .normal: "int"
      case .big: "bigint"
      }
    }

    /// The width that MySQL 5.7 shows behind the name.
    func shownWidth(_ isUnsigned: Bool) -> Int {
      switch self {
      case .tiny: isUnsigned ? 3 : 4
      case .small: isUnsigned ? 5 : 6
      case .medium: isUnsigned ? 8 : 9
      case .normal: isUnsigned ? 10 : 11
      case .big: 20
      }
    }

    func range(_ isUnsigned: Bool) -> ClosedRange<Int64> {
      let bits = Int64(rawValue) * 8
      if self == .big { return (isUnsigned ? 0 : Int64.min)...Int64.max }
      let half: Int64 = 1 << (bits - 1)
      return isUnsigned ? 0...(half * 2 - 1) : -half...(half - 1)
    }
  }

  /// Whether the client aligns it to the right.
  public var isNumeric: Bool {
    switch self {
    case .integer, .decimal, .double: true
    case .char, .varchar, .text, .date, .dateTime, .timestamp: false
    }
  }

  var isTime: Bool {
    switch self {
    case .date, .dateTime, .timestamp: true
    default: false
    }
  }

  /// As SHOW CREATE TABLE writes it.
  public func text(_ version: SQLVersion) -> String {
    switch self {
    case .integer(let width, let isUnsigned):
      // `tinyint(1)`, what BOOLEAN means, keeps its width in 8.0 too; it is the only tinyint here.
      let shown =
        version == .v57 ? "(\(width.shownWidth(isUnsigned)))" : ""
      return width.name + shown + (isUnsigned ? " unsigned" : "")
    case .decimal(let precision, let scale): return "decimal(\(precision),\(scale))"
    case .double: return "double"
    case .char(let length): return "char(\(length))"
    case .varchar(let length): return "varchar(\(length))"
    case .text(let limit):
      switch limit {
      case 255: return "tinytext"
      case 65_535: return "text"
      case 16_777_215: return "mediumtext"
      default: return "longtext"
      }
    case .date: return "date"
    case .dateTime: return "datetime"
    case .timestamp: return "timestamp"
    }
  }
}

/// Whose words and defaults the engine has.
public enum SQLVersion: Hashable, Sendable {
  case v57
  case v80
}
