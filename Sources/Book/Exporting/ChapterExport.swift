/// A chapter for a real cluster: its files, and a bash script with its commands and claims.
///
/// Nothing is run to make it. The commands stand in the script as they stand in the chapter. What
/// only a simulation can do, `sim`, becomes a function that says what to do by hand and waits; a
/// claim that asks the simulation is not checked.
public struct ChapterExport: Hashable, Sendable {
  /// A file of the export.
  public struct File: Hashable, Sendable {
    /// The path below the export's folder.
    public let path: String
    /// The bytes, as text.
    public let text: String
    /// Whether it is a program.
    public let isProgram: Bool
  }

  /// The file that marks a folder as an export, whose files may be replaced by another.
  public static let marker = ".statebook-export"
  /// This file.
  public static let mark = File(path: marker, text: "statebook\n", isProgram: false)

  /// The script `run.sh`, then the chapter's files in order, below `files`. A file that the chapter
  /// shows twice is there twice, the later one with the number of its line.
  public let files: [File]

  /// The export of a chapter that has no errors.
  public init(_ chapter: Chapter) {
    var files: [File] = []
    var paths: [Int: String] = [:]
    var taken: Set<String> = []
    for (index, block) in chapter.blocks.enumerated() {
      guard case .file(let file) = block else { continue }
      var path = "files/" + file.name
      if !taken.insert(path).inserted { path += "." + String(file.code.range.start.line) }
      taken.insert(path)
      paths[index] = path
      files.append(File(path: path, text: file.code.text, isProgram: false))
    }
    let script = ExportScript(chapter, paths: paths)
    self.files = [File(path: "run.sh", text: script.text, isProgram: true)] + files
  }
}
