import Simulation

/// Where a configuration is read from: the files that an nginx sees, and what is known of texts
/// that were read before.
struct NginxSource {
  let files: FileSystem
  let texts: NginxTexts

  /// What nginx sees as a process.
  init(_ process: Process) {
    files = process.fileSystem
    texts = NginxTexts.of(process.world)
  }

  /// The directives of a file, without those of the files that it includes.
  func directives(of path: String) throws(NginxProblem) -> [NginxDirective] {
    let text: String
    do throws(FileError) {
      text = try files.read(path)
    } catch {
      let number = error == .noSuchFile ? 2 : 21
      throw NginxProblem(message: "open() \"\(path)\" failed (\(number): \(error.text))")
    }
    return try texts.directives(in: text, path)
  }

  /// The names of the files in a folder, in order; none when there is no such folder.
  func names(in folder: String) -> [String] {
    do throws(FileError) { return try files.list(folder) } catch { return [] }
  }
}
