/// What writes the pages of a book from the runs of its chapters.
///
/// It reads runs and runs nothing. Where it writes to is a new folder; ``Publication`` puts that
/// in its place when there are no errors.
public struct SiteWriter: Sendable {
  /// Writes the site of a book into an empty folder.
  /// - Parameters:
  ///   - contents: the book.
  ///   - run: the runs of all its chapters, in their order.
  ///   - root: the folder of the book.
  ///   - folder: where the site goes.
  /// - Returns: what is wrong with the pages; with an error, the site is not published.
  public var write:
    @Sendable (_ contents: BookContents, _ run: BookRun, _ root: String, _ folder: String) throws
      -> [Diagnostic]
  /// What makes single pages, for a preview; nil when there is none.
  public var look: SiteLook?

  /// A writer. Without a `look` the book cannot be previewed.
  public init(
    look: SiteLook? = nil,
    write:
      @escaping @Sendable (
        _ contents: BookContents, _ run: BookRun, _ root: String, _ folder: String
      ) throws -> [Diagnostic]
  ) {
    self.look = look
    self.write = write
  }
}
