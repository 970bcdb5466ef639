import Foundation

/// The checkout that this test was compiled in.
enum Repository {
  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path

  static func bytes(_ path: String) -> [UInt8] {
    Array(FileManager.default.contents(atPath: root + "/" + path) ?? Data())
  }

  /// The files of a folder whose names end in `ending`, in the order of their names.
  static func files(in folder: String, ending: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: root + "/" + folder)) ?? [])
      .filter { $0.hasSuffix(ending) }.sorted().map { folder + "/" + $0 }
  }

  /// The paths of the files in a folder and in the folders in it, by their names.
  static func files(below folder: String, ending: String) -> [String] {
    let names = FileManager.default.enumerator(atPath: root + "/" + folder)
    return (names?.compactMap { $0 as? String } ?? [])
      .filter { $0.hasSuffix(ending) }.sorted().map { folder + "/" + $0 }
  }
}
