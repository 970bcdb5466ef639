import Simulation

/// How long the work of a server takes, in virtual time.
enum ServerTimings {
  /// Writing one file through to its disk.
  static let flush = VirtualDuration.milliseconds(1)
  /// From the start of the program until it accepts connections.
  static let start = VirtualDuration.milliseconds(900)
  /// What recovery after a crash adds to that.
  static let recovery = VirtualDuration.milliseconds(600)
  /// Making the files of a new server.
  static let initialize = VirtualDuration.milliseconds(4500)
  /// A shutdown in good order.
  static let shutdown = VirtualDuration.milliseconds(700)
  /// What a replica needs for a transaction, besides writing it through.
  static let apply = VirtualDuration.milliseconds(1)
  /// A statement is answered at once; that many changed rows take a millisecond.
  static let rowsPerMillisecond: Int64 = 100
}
