import Foundation

/// Where the proposals of a book's last runs lie: `.statebook/proposals`, one file a chapter.
public struct ProposalStore: Sendable {
  /// The folder of the book, or of a chapter that stands alone.
  public let root: String

  public init(root: String) { self.root = root }

  private var folder: String { root + "/.statebook/proposals" }

  private func path(of file: String) -> String { "\(folder)/\(file).json" }

  /// Keeps what a run proposes, or forgets what an earlier one did when there is nothing now.
  public func keep(_ run: ChapterRun) throws(Refusal) {
    // A chapter that was not run says nothing about what its commands would print.
    guard run.wasRun else { return }
    let path = path(of: run.chapter.file)
    guard let proposal = Proposal(run) else {
      unlink(path)
      return
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let data: Data
    do {
      try FileManager.default.createDirectory(
        atPath: URL(filePath: path).deletingLastPathComponent().path,
        withIntermediateDirectories: true)
      data = try encoder.encode(proposal)
    } catch {
      throw Refusal("cannot keep what the run proposes in \(folder): \(error.localizedDescription)")
    }
    try AtomicFile.replace(path, with: Array(data))
  }

  /// What the last run of a chapter proposed; nil when that was nothing.
  public func proposal(for file: String) throws(Refusal) -> Proposal? {
    guard let data = FileManager.default.contents(atPath: path(of: file)) else { return nil }
    do {
      return try JSONDecoder().decode(Proposal.self, from: data)
    } catch {
      throw Refusal(
        "\(path(of: file)) cannot be read", help: "run statebook test again to write it anew")
    }
  }
}
