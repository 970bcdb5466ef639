import Foundation

/// The checkout that the tests were compiled in.
public enum Checkout {
  /// The folder of the package.
  public static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
}
