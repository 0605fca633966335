"""What draws documents: QR codes and the press."""
