import CBrowser

/// A region of memory with blocks in it. Every block is filled with a number of its own, so that
/// it shows when something else writes there.
final class MemoryRegion {
  struct Block: Equatable {
    var address: UnsafeMutableRawPointer
    var size: Int
    var filling: UInt8
  }

  private static let page: UInt = 65_536
  private let start: UnsafeMutableRawPointer
  private var blocks = statebook_blocks()
  private var taken: UInt8 = 0

  /// - Parameters:
  ///   - offset: how far behind a multiple of 65,536 the region begins.
  ///   - size: how large it is before it grows.
  ///   - grows: whether it can grow, up to 64 MiB.
  init(offset: Int = 0, size: Int = 0, grows: Bool = true) {
    start = .allocate(byteCount: 64 << 20, alignment: Int(MemoryRegion.page))
    blocks.next = UInt(bitPattern: start + offset)
    blocks.end = blocks.next + UInt(size)
    if grows {
      blocks.grow = { end, bytes in
        (end + UInt(bytes)) / MemoryRegion.page * MemoryRegion.page + MemoryRegion.page
      }
    } else {
      blocks.grow = { _, _ in 0 }
    }
  }

  deinit { start.deallocate() }

  /// How many bytes are not untouched any more.
  var used: Int { Int(blocks.next - UInt(bitPattern: start)) }

  func take(_ size: Int, alignment: Int = 16) -> Block? {
    guard let address = statebook_block_take(&blocks, alignment, size) else { return nil }
    taken &+= 1
    address.initializeMemory(as: UInt8.self, repeating: taken, count: size)
    return Block(address: address, size: size, filling: taken)
  }

  func give(_ block: Block) { statebook_block_give(&blocks, block.address) }

  /// Whether a block holds what it was filled with.
  static func isIntact(_ block: Block) -> Bool {
    UnsafeRawBufferPointer(start: block.address, count: block.size)
      .allSatisfy { $0 == block.filling }
  }
}
