"""How the doctor can be reached and seen: after hours, at home, from afar and on the same day."""
