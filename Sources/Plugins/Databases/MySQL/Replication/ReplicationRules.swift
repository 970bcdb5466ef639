/// The rules on which replication rests. A server keeps them all; a test can make one that breaks
/// one of them, and see who notices.
package struct ReplicationRules {
  /// What a transaction wrote is on the disk, as the settings say, before clients and replicas hear
  /// of it.
  package var flushesFirst = true
  /// A replica has events in its relay log and on its disk, as the settings say, before it
  /// acknowledges them (M8).
  package var storesFirst = true
  /// What becomes of the first events that come after a replica has connected anew; nil keeps them
  /// as they are.
  package var rearranged: ((String) -> String)?

  package init() {}
}
