"""The rehearsal's local AWS: moto's proxy, and the calls and refusals of AWS that moto lacks."""
