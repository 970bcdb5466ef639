/// A path inside a folder, as a chapter writes it: it cannot leave the folder.
public enum BookPath {
  /// Why a path is refused.
  public enum Refusal: Error, Hashable, Sendable {
    case isEmpty
    case isAbsolute
    case leavesFolder
    case hasBackslash
    case hasControlCharacter
    case namesFolder
    case isTooLong
  }

  /// The longest name of a file or folder, in bytes, as on most file systems.
  public static let maximumNameLength = 255
  /// The longest path, in bytes.
  public static let maximumLength = 1024

  /// The path without `.` and doubled slashes, or why it is refused.
  ///
  /// `..` is refused even where it would stay inside: nobody needs it, and what stays inside one
  /// folder leaves another.
  public static func normalized(_ path: String) -> Result<String, Refusal> {
    guard !path.isEmpty else { return .failure(.isEmpty) }
    guard path.utf8.count <= maximumLength else { return .failure(.isTooLong) }
    var names: [Substring] = []
    for scalar in path.unicodeScalars {
      if scalar == "\\" { return .failure(.hasBackslash) }
      let category = scalar.properties.generalCategory
      if category == .control || scalar == "\u{FFFD}" { return .failure(.hasControlCharacter) }
    }
    guard path.utf8.first != UInt8(ascii: "/") else { return .failure(.isAbsolute) }
    for name in path.split(separator: "/") where name != "." {
      if name == ".." { return .failure(.leavesFolder) }
      if name.utf8.count > maximumNameLength { return .failure(.isTooLong) }
      names.append(name)
    }
    guard !names.isEmpty, path.utf8.last != UInt8(ascii: "/"), !path.hasSuffix("/.") else {
      return .failure(.namesFolder)
    }
    return .success(names.joined(separator: "/"))
  }
}

extension BookPath.Refusal {
  /// The summary for an attribute such as `file`.
  func summary(_ attribute: String, _ path: String) -> String {
    switch self {
    case .isEmpty: "`\(attribute)=` has no name"
    case .isAbsolute: "`\(attribute)=\(path)` is an absolute path"
    case .leavesFolder: "`\(attribute)=\(path)` leaves the working directory"
    case .hasBackslash: "`\(attribute)=\(path)` has a backslash"
    case .hasControlCharacter: "the name of `\(attribute)=` has a control character"
    case .namesFolder: "`\(attribute)=\(path)` names a folder, not a file"
    case .isTooLong: "the name of `\(attribute)=` is too long"
    }
  }
}
