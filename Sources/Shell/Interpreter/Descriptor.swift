import OrderedCollections
import Simulation

/// What a file descriptor is open on.
struct Descriptor {
  var input: (any InputSource)?
  var output: (any OutputSink)?

  static var closed: Descriptor { Descriptor() }
}
