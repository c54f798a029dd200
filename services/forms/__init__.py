"""The small language that services are written in: page, question, journey, problem."""
